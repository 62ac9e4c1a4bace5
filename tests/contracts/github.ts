import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Document } from "openapi-backend";
import { contractOf, type Contract } from "./contract.ts";

/** GitHub's own description of its REST API. It is large and not ours, so it lies beside the repository and may be absent. */
const file = join(import.meta.dirname, "../../../shared/contracts/github-api.openapi.json");

export const absent = "GitHub's description of its API (../shared/contracts/github-api.openapi.json) is not present";

const formats = {
  uri: (text: string) => URL.canParse(text),
  "date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  int64: () => true,
  "repo.nwo": /^[\w.-]+\/[\w.-]+$/,
  email: /^\S+@\S+$/,
};

/** The contract, or undefined where the description is absent: say so with `ctx.skip(absent)`. */
export async function github(): Promise<Contract | undefined> {
  if (!existsSync(file)) return undefined;
  // Checked by openapi-backend itself when it starts.
  const definition = only(
    JSON.parse(readFileSync(file, "utf8"), withNull) as Document & { paths: Record<string, object> },
  );
  return contractOf({ definition, author: "GitHub", formats });
}

/** A job that goes on has no conclusion: GitHub says that it may be null, and leaves null out of what it lists. */
function withNull(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("enum" in value) || !("nullable" in value)) return value;
  return Array.isArray(value.enum) ? { ...value, enum: [...new Set([...value.enum, null])] } : value;
}

const wanted =
  /^\/repos\/\{owner\}\/\{repo\}\/(actions\/(workflows|runs|jobs|artifacts)|contents\/|git\/(ref|refs|commits|trees)(\/|$)|pulls(\/\{pull_number\}(\/(merge|requested_reviewers))?)?$|issues\/\{issue_number\}\/labels$)|^\/repos\/\{owner\}\/\{repo\}$|^\/user$|^\/installation\/repositories$|^\/app\/installations\/.*access_tokens$/;

/** The operations that are in use with what they refer to: all thirteen megabytes would take long to prepare. */
function only(definition: Document & { paths: Record<string, object> }): Document {
  const paths = Object.fromEntries(Object.entries(definition.paths).filter(([path]) => wanted.test(path)));
  const components: Record<string, Record<string, unknown>> = {};
  const texts = [JSON.stringify(paths)];
  for (let text = texts.pop(); text !== undefined; text = texts.pop()) {
    for (const [, kind = "", name = ""] of text.matchAll(/"#\/components\/([\w-]+)\/([\w-]+)"/g)) {
      if (components[kind]?.[name] !== undefined) continue;
      const found: unknown = Reflect.get(Reflect.get(definition.components ?? {}, kind) as object, name);
      components[kind] = { ...components[kind], [name]: found };
      texts.push(JSON.stringify(found));
    }
  }
  return { ...definition, paths, components } as Document;
}
