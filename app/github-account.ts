import { z } from "zod";
import { emailIn, nameIn } from "#lib/core/sign-in/claims.ts";
import { log } from "#lib/log.ts";

/** Somebody as GitHub knows them. */
export interface Account {
  id: string;
  name: string;
  email: string | null;
  /** `organisation/team` in small letters, with the teams above them; null when GitHub does not tell. */
  groups: string[] | null;
  refused?: "outsider";
}

const patienceMs = 10_000;
const pageSize = 100;
const mostPages = 20;

/** Where GitHub's API is, for the address people open. */
export function githubApi(site: string): string {
  const { hostname } = new URL(site);
  const hosted = hostname === "github.com" || hostname.endsWith(".ghe.com");
  return hosted ? `https://api.${hostname}` : `${site}/api/v3`;
}

const userShape = z.object({ id: z.int(), login: z.string(), name: z.string().nullish() });
const emailsShape = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));
const membershipShape = z.object({ state: z.string() });
const slug = z.string().min(1);
const teamsShape = z.array(
  z.object({
    slug,
    organization: z.object({ login: z.string() }),
    parent: z.object({ slug }).nullish(),
  }),
);

type Ask = <T>(path: string, shape: z.ZodType<T>) => Promise<T | null>;

/** Who signed in, whether they belong here, and what teams they are in. `*` among the organisations lets in everybody. */
export async function readAccount(api: string, token: string, organisations: readonly string[]): Promise<Account> {
  const ask = asking(api, token);
  const user = await ask("/user", userShape);
  if (!user) throw new Error("GitHub does not say who signed in.");
  const id = String(user.id);
  const who = { id, name: nameIn(user.name, user.login) };
  if (!(await belongs(ask, organisations))) {
    log.warn("sign-in: no member of PAO_GITHUB_ORGANISATIONS", { person: `github:${id}`, login: user.login });
    return { ...who, email: null, groups: [], refused: "outsider" };
  }
  const [email, groups] = await Promise.all([primaryEmail(ask), teamsOf(ask)]);
  return { ...who, email, groups };
}

async function belongs(ask: Ask, organisations: readonly string[]): Promise<boolean> {
  if (organisations.includes("*")) return true;
  const memberships = await Promise.all(
    organisations.map((name) => ask(`/user/memberships/orgs/${encodeURIComponent(name)}`, membershipShape)),
  );
  // Who was only invited is no member yet.
  return memberships.some((membership) => membership?.state === "active");
}

async function primaryEmail(ask: Ask): Promise<string | null> {
  const emails = (await ask("/user/emails", emailsShape)) ?? [];
  const primary = emails.find((one) => one.primary);
  return primary ? emailIn({ email: primary.email, email_verified: primary.verified }).email : null;
}

async function teamsOf(ask: Ask): Promise<string[] | null> {
  const groups = new Set<string>();
  for (let page = 1; page <= mostPages; page++) {
    const teams = await ask(`/user/teams?per_page=${pageSize}&page=${page}`, teamsShape);
    if (teams === null) {
      log.warn("sign-in: GitHub does not tell teams: the scope read:org is missing; memberships stay as they are");
      return null;
    }
    for (const { slug: team, organization, parent } of teams)
      for (const name of [team, parent?.slug ?? team]) groups.add(`${organization.login}/${name}`.toLowerCase());
    if (teams.length < pageSize) break;
  }
  return [...groups];
}

/** Null for what this token may not see. Everything else that is no answer ends the sign-in: nobody loses a team because GitHub is ill. */
function asking(api: string, token: string): Ask {
  const headers = {
    authorization: `Bearer ${token}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
    "user-agent": "PAO",
  };
  return async (path, shape) => {
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await fetch(api + path, { headers, signal, redirect: "error" });
    if (answer.status === 404 || (answer.status === 403 && !(await slowsDown(answer)))) return null;
    if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to ${path.split("?")[0]}.`);
    return shape.parse(await answer.json());
  };
}

/** GitHub says so in one of three ways, and by the same status as “you may not see this”. */
async function slowsDown(answer: Response): Promise<boolean> {
  const { headers } = answer;
  if (headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0") return true;
  return /rate limit/i.test(await answer.text());
}
