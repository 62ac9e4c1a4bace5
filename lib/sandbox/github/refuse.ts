import { json, Refusal, type Answer } from "#lib/sandbox/server/exchange.ts";

const docs = "https://docs.github.com/rest";

/** GitHub's error body. */
export function failure(status: number, message: string): Answer {
  return json(status, { message, documentation_url: docs, status: String(status) });
}

export function refuse(status: number, message: string): Refusal {
  return new Refusal(failure(status, message));
}

export function notFound(): Refusal {
  return refuse(404, "Not Found");
}
