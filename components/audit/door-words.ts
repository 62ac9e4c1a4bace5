import type { Door } from "#lib/core/access.ts";

/** Which way somebody came, for people. */
export const doorWords: Readonly<Record<Door, string>> = {
  browser: "Browser",
  rest: "REST",
  webhook: "Webhook",
  engine: "Engine",
  start: "At a start",
};
