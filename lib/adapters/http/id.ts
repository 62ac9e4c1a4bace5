import type { HttpPayload } from "#lib/core/adapter/http-config.ts";
import { at, canonical, type Json } from "#lib/core/json.ts";

const longestId = 200;

/** What people call the thing that an answer tells of: its id or its name, never what a secret output reads. */
export function idOf(answer: Json, { outputs = {} }: Pick<HttpPayload, "outputs">): string | undefined {
  const secrets = Object.values(outputs).flatMap(({ secret, from }) => (secret === true ? [from] : []));
  const values = new Set(secrets.map((from) => canonical(at(answer, from) ?? null)));
  for (const place of ["/id", "/name"]) {
    const id = at(answer, place);
    const hidden = secrets.some((from) => place === from || place.startsWith(`${from}/`));
    if ((typeof id === "string" || typeof id === "number") && !hidden && !values.has(canonical(id)))
      return String(id).slice(0, longestId);
  }
  return undefined;
}
