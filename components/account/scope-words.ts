import type { Scope } from "#lib/core/access.ts";

export const scopeWords = {
  read: { title: "Read", may: "See what whoever it acts for may see, but no secret. Every token may." },
  order: { title: "Order", may: "Order, act on requests, answer tasks and read secret outputs." },
  author: { title: "Author", may: "Check and change offerings." },
  admin: { title: "Admin", may: "Change the settings and make tokens." },
} as const satisfies Record<Scope, { title: string; may: string }>;

/** For how long a token may be good. */
export const lifetimes = [
  { days: 7, title: "7 days" },
  { days: 30, title: "30 days" },
  { days: 90, title: "90 days" },
  { days: 180, title: "180 days" },
  { days: 365, title: "A year" },
] as const;
