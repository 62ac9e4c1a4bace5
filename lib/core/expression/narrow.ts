import { compile } from "./cel.ts";
import { proves } from "./proof.ts";
import { emptyFields, own } from "./shape.ts";
import type { Field, Scope } from "./shape.ts";

/** What may be read where a condition holds: `has(inputs.database)` says that it is there. */
export function narrowed(scope: Scope, condition: string): Scope {
  const compiled = compile(condition);
  if (!compiled.ok) return scope;
  const keys = proves(compiled.ast, true, { locals: new Map(), proven: new Set(), macros: 0, times: 1 });
  return keys.reduce((known, key) => withPresent(known, key.split("\u0000")), scope);
}

function withPresent(fields: Record<string, Field>, [name, ...rest]: readonly string[]): Record<string, Field> {
  const field = name === undefined ? undefined : own(fields, name);
  if (!field || name === undefined) return fields;
  const { optional: _, ...present } = field;
  const shape =
    rest.length > 0 && field.shape.kind === "object"
      ? { ...field.shape, fields: withPresent(field.shape.fields, rest) }
      : field.shape;
  return Object.assign(emptyFields(), fields, { [name]: { ...present, shape } });
}
