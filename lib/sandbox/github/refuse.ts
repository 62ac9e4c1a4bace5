import { json, Refusal, type Answer } from "#lib/sandbox/server/exchange.ts";

const docs = "https://docs.github.com/rest";

/** GitHub's error body. */
export function failure(status: number, message: string): Answer {
  return json(status, { message, documentation_url: docs, status: String(status) });
}

/** How GitHub says what is wrong with a thing that was to be made. */
export function invalid(resource: string, wrong: { field?: string; message?: string }): Refusal {
  const error = { resource, code: wrong.message === undefined ? "invalid" : "custom", ...wrong };
  return new Refusal(
    json(422, { message: "Validation Failed", errors: [error], documentation_url: docs, status: "422" }),
  );
}

export function refuse(status: number, message: string): Refusal {
  return new Refusal(failure(status, message));
}

export function notFound(): Refusal {
  return refuse(404, "Not Found");
}
