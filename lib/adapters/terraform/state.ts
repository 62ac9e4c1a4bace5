import { isJsonObject } from "#lib/core/json.ts";

/** Addresses of what exists by a state; what was only half made says so. */
export function existing(state: string | null): string[] {
  if (state === null) return [];
  const read: unknown = JSON.parse(state);
  const resources = isJsonObject(read) && Array.isArray(read["resources"]) ? read["resources"] : [];
  return resources.flatMap((resource) => {
    if (!isJsonObject(resource) || resource["mode"] !== "managed") return [];
    const { module, type, name, instances } = resource;
    const base = [module, type, name].filter((part) => typeof part === "string").join(".");
    return (Array.isArray(instances) ? instances : []).map((instance) => addressOf(base, instance));
  });
}

function addressOf(base: string, instance: unknown): string {
  if (!isJsonObject(instance)) return base;
  const key = instance["index_key"];
  const index = typeof key === "string" || typeof key === "number" ? `[${JSON.stringify(key)}]` : "";
  return `${base}${index}${instance["status"] === "tainted" ? " (half made)" : ""}`;
}
