import { stringify } from "yaml";
import type { AdapterDefinition } from "#lib/core/adapter/definition.ts";
import { adapterDefinitions } from "#lib/core/adapter/index.ts";
import { limits } from "#lib/core/expression/cel.ts";
import { functions, macros, methods } from "#lib/core/expression/functions.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { adapterKinds } from "#lib/core/offering/document.ts";
import { offeringJsonSchema } from "#lib/core/offering/json-schema.ts";
import { formats, keywords } from "#lib/core/offering/rules/keywords.ts";
import { describeSettings } from "#lib/env.ts";
import { accessTable } from "./access.ts";
import { code, keysOf, keyTable, table } from "./keys.ts";

const document = offeringJsonSchema();

/** The schema at a path of `properties`, items and values of it. */
function schemaAt(root: JsonObject, ...path: string[]): JsonObject {
  let here = root;
  for (const name of path) {
    const { properties, items, additionalProperties: values } = here;
    const next = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : (items ?? values);
    if (!isJsonObject(next)) throw new Error(`The schema of documents has no ${path.join(".")}.`);
    here = next;
  }
  return here;
}

const keysAt = (...path: string[]) => keyTable(keysOf(schemaAt(document, ...path)));

function configOf(kind: string): string {
  const definitions = document["$defs"];
  const schema = isJsonObject(definitions) ? definitions[kind] : undefined;
  if (!isJsonObject(schema)) throw new Error(`There is no adapter ${kind}.`);
  return keyTable(keysOf(schema));
}

function examplesOf({ kind, connection, examples }: AdapterDefinition): string {
  return examples
    .map(({ title, with: given }) => {
      const step = { id: "step", uses: kind, with: given };
      return `${title}:\n\n\`\`\`yaml\n${stringify([step], { lineWidth: 0 }).trimEnd()}\n\`\`\``;
    })
    .concat(connection === null ? [] : [`It talks through a connection of kind \`${connection}\`.`])
    .join("\n\n");
}

function adapterTable(): string {
  const rows = adapterDefinitions.map(({ kind, built, level, connection }) => [
    code(kind),
    built ? "yes" : "no: the check warns, and an order is refused",
    level,
    connection === null ? "none" : code(connection),
  ]);
  return table(["`uses`", "can be run", "makes its offering", "connection"], rows);
}

const list = (names: Iterable<string>) => [...names].map(code).join(", ");

function functionList(): string {
  return [
    `- by name: ${list([...Object.keys(functions), "has"])}`,
    `- on a value: ${list(Object.keys(methods))}, \`orValue\`, \`or\``,
    `- on a list, with a name for each item: ${list(macros)}`,
  ].join("\n");
}

function limitTable(): string {
  return table(
    ["an expression has at most", ""],
    [
      ["characters", String(limits.characters)],
      ["parts (names, values, operators)", String(limits.nodes)],
      ["levels of nesting", String(limits.depth)],
      ["items in a list or entries in a map that is written out", String(limits.items)],
      ["lists walked inside each other (`map`, `filter`, `all`, `exists`)", String(limits.macros)],
    ],
  );
}

function settingTable(): string {
  const rows = describeSettings().map(({ name, preset, says }) => [
    code(name),
    preset === undefined ? "" : code(String(preset)),
    says,
  ]);
  return table(["variable", "when left out", ""], rows);
}

/** What stands between markers in docs/, by the name in the marker. */
export const blocks: Readonly<Record<string, () => string>> = {
  "keys of the document": () => keyTable(keysOf(document, Object.keys(schemaProperties()))),
  "keys of metadata": () => keysAt("metadata"),
  "keys of ui": () => keysAt("ui"),
  "keys of a policy": () => keysAt("policies", ""),
  "keys of an escalation": () => keysAt("fulfillment", "escalation"),
  "keys of a step": () => keyTable(keysOf(schemaAt(document, "fulfillment", "steps", ""))),
  "keys of an output": () => keysAt("outputs", ""),
  "keys of an operation": () =>
    keyTable(keysOf(schemaAt(document, "operations", ""), ["ui", "policies", "fulfillment", "outputs"])),
  "keywords of questions": () => list(Object.keys(keywords)),
  "formats of questions": () => list(formats),
  "functions of expressions": functionList,
  "limits of expressions": limitTable,
  adapters: adapterTable,
  settings: settingTable,
  access: accessTable,
  ...Object.fromEntries(
    adapterKinds.flatMap((kind) => {
      const definition = adapterDefinitions.find((one) => one.kind === kind);
      if (!definition) return [];
      return [
        [`config of ${kind}`, () => configOf(kind)],
        [`examples of ${kind}`, () => examplesOf(definition)],
      ];
    }),
  ),
};

function schemaProperties(): JsonObject {
  const { properties } = document;
  return isJsonObject(properties) ? properties : {};
}
