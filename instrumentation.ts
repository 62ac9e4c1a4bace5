import type { Instrumentation } from "next";
import { aboutThrown, type Fields, log } from "#lib/log.ts";

/** What breaks off a page is logged like everything else; routes and actions log their own (`app/answer.ts`). */
export const onRequestError: Instrumentation.onRequestError = (error, { path, method }) => {
  const [where = ""] = path.split("?");
  log.error("a page failed", {
    ...requestIn(where),
    ...aboutThrown(error),
    at: `${method} ${where}`,
    ...digestOf(error),
    error,
  });
};

/** `/requests/REQ-1042` */
function requestIn(where: string): Fields {
  const [, number] = /\/(REQ-\d+)(?:\/|$)/i.exec(where) ?? [];
  return number === undefined ? {} : { request: number.toUpperCase() };
}

/** What the reader of the page is shown, to be named to the people who run PAO. */
function digestOf(error: unknown): Fields {
  return error instanceof Error && "digest" in error ? { digest: error.digest } : {};
}
