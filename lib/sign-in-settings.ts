import { z } from "zod";
import { webAddress, wholeNumber } from "./setting.ts";

/** What is set about who gets in, and for how long. */
export const signInVariables = {
  PAO_ADMIN: z
    .string()
    .max(320)
    .optional()
    .describe(
      "The first admin: a verified email address, or the subject the provider knows them by. They become an admin when they sign in; each name is honoured once.",
    ),
  PAO_OIDC_ISSUER: webAddress.optional().describe("Sign-in with OpenID Connect: the issuer's address."),
  PAO_OIDC_CLIENT_ID: z.string().optional().describe("The client id PAO has at the issuer."),
  PAO_OIDC_CLIENT_SECRET: z.string().optional().describe("The client's secret at the issuer."),
  PAO_OIDC_SCOPE: z
    .string()
    .regex(/^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/, "must be scopes, separated by single spaces")
    .refine((text) => text.split(" ").includes("openid"), "must have the scope openid")
    .default("openid profile email")
    .describe("What PAO asks the issuer for. Some issuers tell groups only when asked for the scope groups as well."),
  PAO_OIDC_GROUPS_CLAIM: z
    .string()
    .max(200)
    .default("groups")
    .describe("The claim that holds a person's groups. Dots lead into nested claims: realm_access.roles."),
  PAO_GITHUB_CLIENT_ID: z.string().optional().describe("Sign-in with GitHub: the OAuth app's client id."),
  PAO_GITHUB_CLIENT_SECRET: z.string().optional().describe("The OAuth app's client secret."),
  PAO_GITHUB_ORGANISATIONS: z
    .string()
    .regex(/^(\*|[\w-]{1,100}(\s*,\s*[\w-]{1,100})*)$/, "must be names of organisations, separated by commas, or *")
    .optional()
    .describe(
      "The GitHub organisations whose members may sign in, separated by commas. * lets in everybody who has an account there.",
    ),
  PAO_GITHUB_URL: webAddress
    .default("https://github.com")
    .describe("Where people sign in to GitHub. Change it for GitHub Enterprise Server: https://github.acme.example"),
  PAO_SESSION_DAYS: wholeNumber(1, 90).default(7).describe("After how many days somebody has to sign in again."),
  PAO_SESSION_IDLE_HOURS: wholeNumber(1, 2_160)
    .default(24)
    .describe("After how many hours without a click somebody has to sign in again."),
};

type Given = { [Name in "PAO_OIDC_ISSUER" | "PAO_OIDC_CLIENT_ID" | "PAO_OIDC_CLIENT_SECRET"]?: string | undefined } & {
  [Name in "PAO_GITHUB_CLIENT_ID" | "PAO_GITHUB_CLIENT_SECRET" | "PAO_GITHUB_ORGANISATIONS"]?: string | undefined;
};

export interface Refusal {
  message: string;
  remedy: string;
}

/** Why nobody could sign in with these, or the wrong ones could. */
export function refusalOfSignIn(given: Given): Refusal | undefined {
  const oidc = [given.PAO_OIDC_ISSUER, given.PAO_OIDC_CLIENT_ID, given.PAO_OIDC_CLIENT_SECRET].filter(Boolean).length;
  const github = [given.PAO_GITHUB_CLIENT_ID, given.PAO_GITHUB_CLIENT_SECRET].filter(Boolean).length;
  if (oidc % 3 !== 0)
    return {
      message: "Sign-in with OpenID Connect is only half configured.",
      remedy: "Set PAO_OIDC_ISSUER, PAO_OIDC_CLIENT_ID and PAO_OIDC_CLIENT_SECRET, or none of them.",
    };
  if (github % 2 !== 0)
    return {
      message: "Sign-in with GitHub is only half configured.",
      remedy: "Set PAO_GITHUB_CLIENT_ID and PAO_GITHUB_CLIENT_SECRET, or neither.",
    };
  if (oidc > 0 && github > 0)
    return {
      message: "Two ways to sign in are configured.",
      remedy: "Keep either the PAO_OIDC_… or the PAO_GITHUB_… variables.",
    };
  if (github > 0 && !given.PAO_GITHUB_ORGANISATIONS)
    return {
      message: "Everybody with a GitHub account could sign in: PAO_GITHUB_ORGANISATIONS is not set.",
      remedy: "Set it to the organisations whose members may sign in, or to * if everybody may.",
    };
  return undefined;
}
