import { z } from "zod";
import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { identifier } from "#lib/core/offering/document.ts";
import type { DeclaredOutput } from "#lib/core/plan/plan.ts";
import { plain } from "./texts.ts";

export const outputTypes = ["string", "integer", "number", "boolean", "array", "object"] as const;

/** `with.outputs` of adapters that read them from an answer: `from` says where. */
export function declaredOutputs<T extends z.ZodType<string>>(from: T) {
  const output = z.strictObject({
    type: z.enum(outputTypes),
    title: z.exactOptional(plain(80)),
    secret: z.exactOptional(z.boolean()),
    from,
  });
  return z.record(identifier, output);
}

/** What a checked `with.outputs` declares. Total: what does not fit is left to the check. */
export function outputsOf(config: JsonObject): Record<string, DeclaredOutput> {
  const outputs = isJsonObject(config["outputs"]) ? config["outputs"] : {};
  const declared: Record<string, DeclaredOutput> = {};
  for (const [name, output] of Object.entries(outputs)) {
    if (!isJsonObject(output)) continue;
    const { type, title, secret } = output;
    declared[name] = {
      schema: typeof type === "string" ? { type } : {},
      ...(typeof title === "string" ? { title } : {}),
      secret: secret === true,
    };
  }
  return declared;
}
