import { possible } from "./applied.ts";
import { titleOf } from "./asked-when.ts";
import { compile } from "./compiled.ts";
import type { Form } from "./form.ts";
import { entrySchemas, memberSchemas } from "./subschemas.ts";
import { type JsonSchema, partsOf } from "#lib/core/json.ts";

/** What the question at this pointer is called, with the group or entry it stands in: `Rules 2 · Port`. Answered or not. */
export function titleAt(form: Form, pointer: string): string {
  const compiled = compile(form.schema);
  const keys = partsOf(pointer);
  let schemas: readonly JsonSchema[] = [compiled.root];
  let title = "";
  for (const key of keys) {
    const about = possible(compiled, schemas);
    const members = memberSchemas(about, key);
    const entry = /^\d+$/.test(key) && !members.some((schema) => schema !== false);
    schemas = entry ? entrySchemas(about, Number(key)) : members;
    if (entry) title = `${title} ${Number(key) + 1}`.trim();
    else title = `${title === "" ? "" : `${title} · `}${titleOf(compiled, schemas, key)}`;
  }
  return title;
}
