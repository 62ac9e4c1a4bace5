import { mostOfLimit } from "./gate.ts";
import type { JsonObject } from "./json.ts";
import type { Issue } from "./problem.ts";
import { pointer } from "./json.ts";

/** A connection as far as its kind says how it may look. `parts`: of the credential, with their values. */
export interface ConnectionDraft {
  kind: "jira" | "http" | "github";
  settings: JsonObject;
  parts: Readonly<Record<string, string>>;
}

/** What does not fit the kind of a connection, by JSON pointer. */
export function unfitting(draft: ConnectionDraft): Issue[] {
  const limits = Object.entries(mostOfLimit).flatMap(([name, most]) =>
    at(["settings", name], limit(draft.settings[name], most)),
  );
  return [...limits, ...unfittingKind(draft)];
}

function limit(value: unknown, most: number): string | undefined {
  if (value === undefined) return undefined;
  const fits = typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most;
  return fits ? undefined : `A whole number from 1 to ${most}, or nothing for no limit.`;
}

function unfittingKind({ kind, settings, parts }: ConnectionDraft): Issue[] {
  switch (kind) {
    case "http":
      return [
        ...Object.entries(settings)
          .filter(([name]) => !Object.hasOwn(mostOfLimit, name))
          .flatMap(([name, value]) => at(["settings", name], setting(name, value))),
        ...Object.entries(parts).flatMap(([name, value]) => at(["credential", name], httpPart(name, value))),
      ];
    case "jira":
      return Object.entries(parts).flatMap(([name, value]) => at(["credential", name], jiraPart(name, value)));
    case "github":
      return Object.entries(parts).flatMap(([name, value]) => at(["credential", name], githubPart(name, value)));
  }
}

/** What is missing of a credential, or too much, once what is kept and what is given are put together. */
export function incomplete(kind: ConnectionDraft["kind"], set: ReadonlySet<string>): Issue[] {
  if (kind === "jira" && set.has("email") && !set.has("token"))
    return at(["credential", "token"], "The account's API token belongs to its email.");
  if (kind === "github") return ofApp(set);
  if (kind !== "http") return [];
  const basic = set.has("user") || set.has("password");
  if (basic && set.has("token"))
    return at(["credential", "token"], "A token, or a user with a password: both at once can't be sent.");
  if (basic && !set.has("password")) return at(["credential", "password"], "The user's password is missing.");
  return basic && !set.has("user") ? at(["credential", "user"], "The user whose password this is is missing.") : [];
}

const appParts = {
  appId: "The id of the GitHub App is missing.",
  installationId: "The id of the App's installation is missing.",
  privateKey: "The private key of the GitHub App is missing.",
} as const;

/** An app signs in with all three of its parts; with some of them it would silently be passed over. */
function ofApp(set: ReadonlySet<string>): Issue[] {
  const parts = Object.entries(appParts);
  if (!parts.some(([name]) => set.has(name))) return [];
  return parts.flatMap(([name, message]) => (set.has(name) ? [] : at(["credential", name], message)));
}

function at(path: string[], message: string | undefined): Issue[] {
  return message === undefined ? [] : [{ severity: "error", path: pointer(...path), message }];
}

/** Headers that a call sets by itself. */
const taken = new Set(["host", "content-length", "content-type", "transfer-encoding", "connection", "idempotency-key"]);

function setting(name: string, value: unknown): string | undefined {
  if (name !== "header" && name !== "scheme")
    return "An HTTP endpoint has the settings header, scheme, maxConcurrent and perMinute.";
  if (typeof value !== "string") return "A text.";
  if (name === "scheme")
    return /^[A-Za-z0-9!#$%&'*+.^_`|~=-]{0,40}$/.test(value) ? undefined : "One word, such as Bearer, or nothing.";
  if (taken.has(value.toLowerCase())) return "PAO sets this header itself.";
  return /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(value) ? undefined : "This is no name of a header.";
}

function httpPart(name: string, value: string): string | undefined {
  switch (name) {
    case "token":
      return /^[\x20-\x7e]*$/.test(value) ? undefined : "A header carries it: visible ASCII characters in one line.";
    case "user":
      return /^[^:\p{Cc}]*$/u.test(value) ? undefined : "Basic sign-in allows no colon in the name of a user.";
    case "password":
      return /^\P{Cc}*$/u.test(value) ? undefined : "A password holds no control characters.";
    default:
      return "An HTTP endpoint signs in with token, or with user and password.";
  }
}

function jiraPart(name: string, value: string): string | undefined {
  if (name === "webhookSecret") return webhookSecret(value);
  return name === "email" || name === "token" ? undefined : "A Jira site signs in with email and token.";
}

/** Whoever guesses it can wake PAO up as often as they like. */
function webhookSecret(value: string): string | undefined {
  return /^([\x21-\x7e]{16,200})?$/.test(value) ? undefined : "16 to 200 visible ASCII characters without blanks.";
}

function githubPart(name: string, value: string): string | undefined {
  switch (name) {
    case "webhookSecret":
      return webhookSecret(value);
    case "token":
      return /^[\x21-\x7e]*$/.test(value) ? undefined : "A header carries it: visible ASCII characters without blanks.";
    case "appId":
    case "installationId":
      return /^\d{0,20}$/.test(value) ? undefined : "A number, as GitHub shows it.";
    case "privateKey":
      return value === "" || /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+-----END [A-Z ]*PRIVATE KEY-----/.test(value)
        ? undefined
        : "The whole .pem file, from -----BEGIN to -----END.";
    default:
      return "GitHub signs in with a token, or with appId, installationId and privateKey of an App.";
  }
}
