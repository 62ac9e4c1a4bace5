import { z } from "zod";
import { requestStates, resourceStates } from "#lib/core/lifecycle/states.ts";
import { pointer } from "#lib/core/json.ts";
import { Problem, type Issue } from "#lib/core/problem.ts";
import { parsed } from "#lib/commands/command.ts";

export const text = z.string().max(200);
const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, "This is a whole number from 0.")
  .transform(Number);
export const limit = (most: number) =>
  z
    .string()
    .refine((written) => /^\d{1,5}$/.test(written) && Number(written) >= 1 && Number(written) <= most, {
      error: `limit is a whole number from 1 to ${most}.`,
    })
    .transform(Number);

/** What `GET /requests` can be narrowed by. */
export const requestQuery = z.strictObject({
  scope: z.enum(["mine", "teams", "all"]).default("all"),
  state: z.array(z.enum(requestStates)).exactOptional(),
  offering: text.exactOptional(),
  project: text.exactOptional(),
  environment: text.exactOptional(),
  person: text.exactOptional(),
  tests: z.enum(["with", "only"]).exactOptional(),
  text: text.exactOptional(),
  cursor: text.exactOptional(),
  limit: limit(200).exactOptional(),
  format: z.enum(["json", "csv"]).default("json"),
});

/** What `GET /resources` can be narrowed by. */
export const resourceQuery = z.strictObject({
  state: z.array(z.enum(resourceStates)).exactOptional(),
  offering: text.exactOptional(),
  project: text.exactOptional(),
  environment: text.exactOptional(),
  tests: z.enum(["without", "only"]).exactOptional(),
  text: text.exactOptional(),
  cursor: text.exactOptional(),
  limit: limit(200).exactOptional(),
});

export const catalogQuery = z.strictObject({
  text: text.exactOptional(),
  category: text.exactOptional(),
  sort: z.enum(["best", "name", "newest"]).exactOptional(),
  offset: wholeNumber.exactOptional(),
  cursor: wholeNumber.exactOptional(),
  limit: limit(200).exactOptional(),
});

export const revisionQuery = z.strictObject({ cursor: wholeNumber.exactOptional(), limit: limit(100).exactOptional() });

/** A revision's number, or the id of a draft. */
const document = z.string().regex(/^(\d{1,9}|[\da-f-]{36})$/i, "This is a revision's number or a draft's id.");

export const compareQuery = z.strictObject({ from: document.exactOptional(), to: document.exactOptional() });

export const draftQuery = z.strictObject({
  offering: text.exactOptional(),
  cursor: text.exactOptional(),
  limit: limit(200).exactOptional(),
});

export const inboxQuery = z.strictObject({ cursor: text.exactOptional(), limit: limit(200).exactOptional() });

export const logQuery = z.strictObject({
  step: text.exactOptional(),
  after: wholeNumber.exactOptional(),
  limit: limit(1_000).exactOptional(),
});

export const removeConnectionQuery = z.strictObject({
  anyway: z.enum(["true", "false"]).default("false"),
});

/** Lists, parted by commas or given several times. */
const lists = new Set(["state"]);

/** A query string by its schema. Empty values were not given. */
export function readQuery<T>(schema: z.ZodType<T>, query: URLSearchParams): T {
  const given: Record<string, string | string[]> = {};
  const twice = new Set<string>();
  for (const [name, value] of query) {
    if (value === "") continue;
    const before = Object.hasOwn(given, name) ? given[name] : undefined;
    if (before !== undefined && !lists.has(name)) twice.add(name);
    const earlier = Array.isArray(before) ? before : [];
    given[name] = lists.has(name) ? [...earlier, ...value.split(",").filter(Boolean)] : value;
  }
  const issues = [...twice].map((name): Issue => {
    return { severity: "error", message: `${name} is given more than once.`, path: pointer(name) };
  });
  if (issues.length > 0) throw new Problem("invalid", issues[0]?.message ?? "", { issues });
  return parsed(schema, given);
}
