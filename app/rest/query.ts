import { z } from "zod";
import { requestStates, resourceStates } from "#lib/core/lifecycle/states.ts";
import { parsed } from "#lib/commands/command.ts";

const text = z.string().max(200);
const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, "A whole number.")
  .transform(Number);
const limit = (most: number) => wholeNumber.pipe(z.number().min(1, "At least 1.").max(most, `At most ${most}.`));

/** What `GET /requests` can be narrowed by. */
export const requestQuery = z.object({
  scope: z.enum(["mine", "teams", "all"]).default("all"),
  state: z
    .string()
    .transform((list) => list.split(",").filter(Boolean))
    .pipe(z.array(z.enum(requestStates)))
    .exactOptional(),
  offering: text.exactOptional(),
  project: text.exactOptional(),
  environment: text.exactOptional(),
  person: text.exactOptional(),
  text: text.exactOptional(),
  cursor: text.exactOptional(),
  limit: limit(200).exactOptional(),
  format: z.enum(["json", "csv"]).default("json"),
});

/** What `GET /resources` can be narrowed by. */
export const resourceQuery = z.object({
  state: z
    .string()
    .transform((list) => list.split(",").filter(Boolean))
    .pipe(z.array(z.enum(resourceStates)))
    .exactOptional(),
  offering: text.exactOptional(),
  project: text.exactOptional(),
  environment: text.exactOptional(),
  text: text.exactOptional(),
  cursor: text.exactOptional(),
  limit: limit(200).exactOptional(),
});

export const catalogQuery = z.object({
  text: text.exactOptional(),
  category: text.exactOptional(),
  sort: z.enum(["best", "name", "newest"]).exactOptional(),
  offset: wholeNumber.exactOptional(),
  cursor: wholeNumber.exactOptional(),
  limit: limit(200).exactOptional(),
});

export const logQuery = z.object({
  step: text.exactOptional(),
  after: wholeNumber.exactOptional(),
  limit: limit(1_000).exactOptional(),
});

/** A query string by its schema. Empty values were not given; the same name twice is a list. */
export function readQuery<T>(schema: z.ZodType<T>, query: URLSearchParams): T {
  const given: Record<string, string> = {};
  for (const [name, value] of query)
    if (value !== "") given[name] = given[name] === undefined ? value : `${given[name]},${value}`;
  return parsed(schema, given);
}
