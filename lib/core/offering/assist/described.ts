import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { partsOf } from "#lib/core/expression/shape-of-schema.ts";
import { own } from "#lib/core/expression/shape.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { waysOf } from "#lib/core/offering/document.ts";
import type { CheckContext } from "#lib/core/offering/rules/room.ts";
import type { ExpressionPlace } from "./expression-place.ts";
import { descriptionOf, schemasAt } from "./schema-at.ts";

export interface Described {
  title?: string;
  description?: string;
  origin?: string;
}

const request: Partial<Record<string, string>> = {
  number: "REQ- and a number; known once the order is taken.",
  operation: "create, or the name of an operation.",
  requester: "Who orders.",
  team: "The team of the project.",
  project: "The project it is ordered for.",
  environment: "The environment it is ordered for.",
  createdAt: "When the order was taken, as 2027-01-31T10:00:00Z.",
};

const roots: Partial<Record<string, string>> = {
  inputs: "The answers to the questions of this form.",
  request: "The order itself.",
  steps: "Steps that have ended by then, with their outputs.",
  offering: "What this document says about itself.",
  vars: "Constants of the platform; an admin keeps them in the settings.",
  resource: "What the operation is done to.",
};

/** What is known of a place that an expression reads, for people. */
export function described(
  place: ExpressionPlace,
  names: readonly (string | number)[],
  context: CheckContext,
): Described {
  const [root, first, , third] = names;
  if (first === undefined) return roots[String(root)] === undefined ? {} : { description: roots[String(root)] ?? "" };
  switch (root) {
    case "inputs":
      return { ...question(inputsOf(place), names.slice(1)), origin: "A question of this form." };
    case "request":
      return {
        ...(request[String(first)] ? { description: request[String(first)] ?? "" } : {}),
        origin: "The order itself.",
      };
    case "offering":
      return {
        ...told(descriptionOf(schemasAt(null, ["metadata", String(first)]))),
        origin: "What this document says about itself.",
      };
    case "vars":
      return { origin: "A constant of the platform." };
    case "steps":
      return output(place, String(first), third === undefined ? undefined : String(third), context);
    default:
      return {};
  }
}

function inputsOf({ offering, operation }: ExpressionPlace): JsonObject {
  const held = operation === undefined ? offering : own(offering.operations, operation);
  return held?.inputs ?? {};
}

/** Title and description of a question, wherever in its branches it is asked. */
function question(inputs: JsonObject, names: readonly (string | number)[]): Described {
  let here: JsonObject[] = [inputs];
  for (const name of names) {
    const parts = here.flatMap((schema) => partsOf(schema, { root: inputs })).map(({ schema }) => schema);
    here = parts
      .flatMap(({ properties, items }) =>
        typeof name === "number" ? [items] : isJsonObject(properties) ? [own(properties, name)] : [],
      )
      .filter((one): one is JsonObject => isJsonObject(one ?? null));
  }
  const title = here.map((schema) => schema["title"]).find((text) => typeof text === "string");
  return { ...(title === undefined ? {} : { title }), ...told(descriptionOf(here)) };
}

function output(
  { offering, operation }: ExpressionPlace,
  id: string,
  name: string | undefined,
  context: CheckContext,
): Described {
  const held = operation === undefined ? offering : own(offering.operations, operation);
  const step = held?.fulfillment?.steps.find((one) => one.id === id);
  const [way] = step ? waysOf(step) : [];
  if (!step || !way) return {};
  const definition = adapterDefinition(way.uses);
  const origin = `${name === undefined ? "" : "An output of "}step ${id}: ${definition.title}.`;
  if (name === undefined) return { ...(step.title === undefined ? {} : { title: step.title }), origin };
  const parsed = definition.config.safeParse(way.with);
  const title = parsed.success ? own(definition.outputs(parsed.data, context.modules), name)?.title : undefined;
  return { ...(title === undefined ? {} : { title }), origin };
}

function told(description: string | undefined): Described {
  return description === undefined ? {} : { description };
}
