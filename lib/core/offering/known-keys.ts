import { z } from "zod";

/** The schema that a definition has at a place; undefined where it takes anything. */
export function schemaAt(schema: unknown, path: readonly PropertyKey[]): unknown {
  let here = unwrapped(schema);
  for (const part of path) {
    if (here instanceof z.ZodObject) here = unwrapped((here.shape as Record<string, unknown>)[String(part)]);
    else if (here instanceof z.ZodRecord) here = unwrapped(here.valueType);
    else if (here instanceof z.ZodArray) here = unwrapped(here.element);
    else return undefined;
  }
  return here;
}

/** The keys that an object at a place may have; none where any key will do. */
export function knownKeys(schema: unknown, path: readonly PropertyKey[]): string[] {
  const found = schemaAt(schema, path);
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

/** Without what only says whether a value may be left out. */
function unwrapped(schema: unknown): unknown {
  let here = schema;
  for (let depth = 0; depth < 10; depth += 1) {
    if (here instanceof z.ZodUnion)
      here = here.options.find((option: unknown) => unwrapped(option) instanceof z.ZodObject) ?? here.options[0];
    else if (
      here instanceof z.ZodOptional ||
      here instanceof z.ZodDefault ||
      here instanceof z.ZodExactOptional ||
      here instanceof z.ZodNullable
    ) {
      here = here.unwrap();
    } else return here;
  }
  return here;
}
