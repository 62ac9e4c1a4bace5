import { problemStatus, type Problem } from "#lib/core/problem.ts";

const titles = {
  invalid: "This is not what is asked for",
  malformed: "This could not be read",
  unauthenticated: "Not signed in",
  forbidden: "Not allowed",
  not_found: "Not found",
  conflict: "Overtaken",
  not_ready: "Not ready to run",
  stale: "No longer what would run",
  too_large: "Too large",
  too_many: "Too many at once",
  unavailable: "Not possible now",
  internal: "Something went wrong inside PAO",
} as const satisfies Record<keyof typeof problemStatus, string>;

/** A Problem as RFC 9457 has it; `status` where HTTP knows a finer word than our codes do. */
export function problemResponse(
  problem: Problem,
  status: number = problemStatus[problem.code],
  headers: Record<string, string> = {},
): Response {
  const { code, message, remedy, issues } = problem;
  const body = { type: `urn:pao:problem:${code}`, title: titles[code], status, detail: message, code, remedy, issues };
  const more: Record<string, string> = code === "unauthenticated" ? { "www-authenticate": 'Bearer realm="PAO"' } : {};
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...more, ...headers },
  });
}
