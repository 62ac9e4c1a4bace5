import { z } from "zod";
import type { Door } from "../access.ts";

export const doors = ["browser", "rest", "engine", "start", "webhook"] as const satisfies readonly Door[];
/** What it is taken out as. */
export const formats = ["csv", "jsonl"] as const;
export type Format = (typeof formats)[number];
export const outcomes = ["done", "denied"] as const;

const text = z.string().max(200);
const when = text.regex(
  /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/,
  "This is a day as 2026-11-21, or a moment as 2026-11-21T14:30:00Z.",
);

/** What the audit can be narrowed by, however it is asked for. */
export const auditFilter = {
  who: text.exactOptional().describe("A person's id: what they did, also through their tokens."),
  verb: text.exactOptional().describe("Such as request.order."),
  subject: text.exactOptional().describe("Such as REQ-20418 or connection:jira."),
  outcome: z.enum(outcomes).exactOptional(),
  door: z.enum(doors).exactOptional(),
  from: when.exactOptional().describe("A day, from its beginning on, or a moment; UTC."),
  to: when.exactOptional().describe("A day, to its end, or a moment; UTC."),
  text: text.exactOptional().describe("Words that all stand in an entry; the last may be the beginning of one."),
};
