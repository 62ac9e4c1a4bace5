import type { Sql } from "postgres";
import type { JsonObject } from "#lib/sandbox/json.ts";
import { Refusal, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import type { Handle } from "#lib/sandbox/server/route.ts";
import { holdsToken } from "./app-token.ts";
import { notFound, refuse } from "./refuse.ts";
import { repositoryOf, workflowOf, type Repository, type WorkflowFile } from "./site.ts";

export interface GitHub {
  sql: Sql;
  /** How late new runs and pull requests show up in lists. */
  lagMs: number;
  /** Told of every new run. */
  began(incoming: Incoming, repository: Repository, run: number): void;
  /** Told of everything else that GitHub sends events of. */
  tell(incoming: Incoming, repository: Repository, event: string, payload: JsonObject): void;
}

const hourly = 5000;

/** Lets a request through that brings the sandbox's token or one of the app's installation, and counts it. */
export function signedIn(github: GitHub, handle: Handle): Handle {
  let hour = 0;
  let used = 0;
  return async (incoming) => {
    const [scheme = "", token = ""] = (incoming.headers.authorization ?? "").split(" ");
    if (!/^(bearer|token)$/i.test(scheme)) throw refuse(401, "Requires authentication");
    if (token !== "sandbox" && !(await holdsToken(github.sql, token))) throw refuse(401, "Bad credentials");
    const now = Math.floor(Date.now() / 3_600_000);
    used = now === hour ? used + 1 : 1;
    hour = now;
    const answer = await answerOf(handle, incoming);
    return { ...answer, headers: { ...limits(used, (hour + 1) * 3600), ...answer.headers } };
  };
}

/** A refusal counts and carries the limits like any other answer. */
async function answerOf(handle: Handle, incoming: Incoming): Promise<Answer> {
  try {
    return await handle(incoming);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function limits(used: number, reset: number): Record<string, string> {
  return {
    "x-ratelimit-limit": String(hourly),
    "x-ratelimit-used": String(used),
    "x-ratelimit-remaining": String(Math.max(0, hourly - used)),
    "x-ratelimit-reset": String(reset),
    "x-ratelimit-resource": "core",
  };
}

/** Where things are, as the caller addressed us. */
export const apiOf = ({ origin }: Incoming) => `${origin}/github/api/v3`;
export const siteOf = ({ origin }: Incoming) => `${origin}/github`;

export function repositoryIn({ params }: Incoming): Repository {
  const repository = repositoryOf(params["owner"] ?? "", params["repo"] ?? "");
  if (repository === undefined) throw notFound();
  return repository;
}

export function workflowIn(incoming: Incoming): WorkflowFile {
  const file = workflowOf(repositoryIn(incoming), incoming.params["workflow"] ?? "");
  if (file === undefined) throw notFound();
  return file;
}

/** `per_page` and `page` of a list, cut out. */
export function paged<T>(all: readonly T[], { query }: Incoming): T[] {
  const number = (name: string, otherwise: number) => {
    const given = Number(query.get(name) ?? otherwise);
    return Number.isInteger(given) && given > 0 ? given : otherwise;
  };
  const size = Math.min(100, number("per_page", 30));
  const from = (number("page", 1) - 1) * size;
  return all.slice(from, from + size);
}
