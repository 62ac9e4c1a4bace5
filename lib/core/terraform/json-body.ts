import { isJsonObject } from "#lib/core/json.ts";
import type { Json } from "#lib/core/json.ts";
import type { Block, Body } from "./block.ts";
import { type Token, tokens } from "./token.ts";

/** How many labels a block carries, and what is nested in `terraform`. */
const labelled = ["variable", "output", "module"] as const;

/** A `.tf.json` file as the blocks it stands for. Never throws: what is no JSON declares nothing. */
export function bodyOfJson(source: string): Body {
  const given = parsed(source);
  const blocks: Block[] = labelled.flatMap((type) =>
    entries(given, type).map(([name, value]) => ({ type, labels: [name], body: attributesOf(value) })),
  );
  for (const settings of objects(given?.["terraform"]))
    blocks.push({ type: "terraform", labels: [], body: settingsOf(settings) });
  return { attributes: new Map(), blocks };
}

function parsed(source: string): Record<string, Json> | undefined {
  try {
    const value: unknown = JSON.parse(source.replace(/^\uFEFF/, ""));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A block may stand as an object or as a list of objects. */
function objects(value: Json | undefined): Record<string, Json>[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => isJsonObject(one));
}

function entries(given: Record<string, Json> | undefined, type: string): [string, Json][] {
  // Source: https://developer.hashicorp.com/terraform/language/syntax/json#comment-properties
  return objects(given?.[type]).flatMap((one) => Object.entries(one).filter(([name]) => name !== "//"));
}

function attributesOf(value: Json): Body {
  const attributes = objects(value).flatMap((one) => Object.entries(one));
  return { attributes: new Map(attributes.map(([name, held]) => [name, asTokens(name, held)])), blocks: [] };
}

function settingsOf({ backend, cloud, required_providers: providers, ...rest }: Record<string, Json>): Body {
  const blocks: Block[] = [
    ...objects(backend).flatMap((one) =>
      Object.keys(one).map((name) => ({ type: "backend", labels: [name], body: attributesOf({}) })),
    ),
    ...(cloud === undefined ? [] : [{ type: "cloud", labels: [], body: attributesOf({}) }]),
    ...objects(providers).map((one) => ({ type: "required_providers", labels: [], body: attributesOf(one) })),
  ];
  return { ...attributesOf(rest), blocks };
}

/** JSON is HCL too, but for types, which are written as text, and texts, in which `${…}` is code. */
function asTokens(name: string, value: Json): Token[] {
  if (name === "type" && typeof value === "string") return tokens(value.replace(/^\$\{([\s\S]*)\}$/, "$1"));
  return tokens(JSON.stringify(value));
}
