import type { z } from "zod";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The first value of a query parameter. */
export function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** Those of these parameters that say something, each at most as long as REST takes it. */
export function filled<Name extends string>(asked: Awaited<SearchParams>, ...names: Name[]): { [N in Name]?: string } {
  const given: { [N in Name]?: string } = {};
  for (const name of names) {
    const value = one(asked[name])?.trim().slice(0, 200);
    // PostgreSQL takes no NUL in text, so nothing is called that.
    if (value && !value.includes("\0") && value.isWellFormed()) given[name] = value;
  }
  return given;
}

/** A filter by its schema; what an address says that is no filter narrows nothing. */
export function asked<T>(schema: z.ZodType<T>, given: object): Partial<T> {
  const read = schema.safeParse(given);
  return read.success ? read.data : {};
}
