import { isJsonObject, type Json } from "#lib/core/json.ts";
import { open, seal } from "#lib/secret.ts";

/** Seals named values for one place; null when there are none. */
export function sealValues(values: Readonly<Record<string, Json>>, context: string): string | null {
  return Object.keys(values).length === 0 ? null : seal(JSON.stringify(values), context);
}

/** The named values that were sealed for this place. */
export function openValues(sealed: string | null, context: string): Record<string, Json> {
  if (sealed === null) return {};
  const values: unknown = JSON.parse(open(sealed, context));
  return isJsonObject(values) ? values : {};
}

/** What each sealed value is sealed for: it opens in no other place. */
export const sealedFor = {
  inputs: (request: number | string) => `request:${request}:inputs`,
  outputs: (request: number | string) => `request:${request}:outputs`,
  stepOutputs: (request: number | string, step: string) => `step:${request}:${step}:outputs`,
  resourceOutputs: (resource: string) => `resource:${resource}:outputs`,
  credential: (connection: string) => `connection:${connection}`,
  state: (workspace: string) => `terraform:${workspace}`,
};
