import { problemStatus, type Problem } from "#lib/core/problem.ts";
import { TooOften } from "../limit.ts";

const titles = {
  invalid: "Something here does not fit",
  malformed: "This could not be read",
  unauthenticated: "Not authenticated",
  forbidden: "Not allowed",
  not_found: "Not found",
  not_allowed: "Not for this address",
  conflict: "Not possible as things stand",
  not_ready: "Not ready to run",
  stale: "No longer what would run",
  too_large: "Too large",
  unsupported: "Not in a form that is read",
  too_many: "Too many at once",
  unavailable: "Not possible now",
  internal: "Something went wrong inside PAO",
} as const satisfies Record<keyof typeof problemStatus, string>;

const also: Partial<Record<Problem["code"], Record<string, string>>> = {
  unauthenticated: { "www-authenticate": 'Bearer realm="PAO"' },
  unavailable: { "retry-after": "5" },
};

/** A Problem as RFC 9457 has it. */
export function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  const { code, message, remedy, issues } = problem;
  const status = problemStatus[code];
  const body = { type: `urn:pao:problem:${code}`, title: titles[code], status, detail: message, code, remedy, issues };
  const more = problem instanceof TooOften ? { "retry-after": String(problem.waitSeconds) } : (also[code] ?? {});
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...more, ...headers },
  });
}
