import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { composeOffering } from "#lib/core/offering/bundle/compose.ts";
import { adapterKinds } from "#lib/core/offering/document.ts";
import type { AdapterKind, Offering, StepDocument, Way } from "#lib/core/offering/document.ts";
import type { CheckContext } from "#lib/core/offering/rules/room.ts";
import { nowhere } from "#lib/core/offering/locate.ts";

/** An offering made of what is there of its document: enough to say what its expressions may read. */
export function looseOffering(written: Json, context: CheckContext): Offering {
  const document = objectOr(written);
  const metadata = objectOr(document["metadata"]);
  const offering: Offering = {
    apiVersion: "pao/v1",
    kind: "Offering",
    metadata: {
      name: textOr(metadata["name"]),
      title: textOr(metadata["title"]),
      summary: textOr(metadata["summary"]),
      owner: textOr(metadata["owner"]),
      category: textOr(metadata["category"]),
      tags: textsOr(metadata["tags"]) ?? [],
      lifecycle: "production",
      annotations: annotationsOf(metadata["annotations"]),
      links: [],
    },
    inputs: { type: "object", ...objectOr(document["inputs"]) },
    policies: [],
    fulfillment: { steps: stepsOf(document["fulfillment"]) },
    outputs: {},
    operations: Object.fromEntries(Object.entries(objectOr(document["operations"])).map(operationOf)),
  };
  return composeOffering({ offering, context, locate: nowhere, issues: [], cost: 0, expressions: 0, patterns: 0 });
}

function operationOf([name, given]: [string, Json]): [string, Offering["operations"][string]] {
  const operation = objectOr(given);
  const inputs = isJsonObject(operation["inputs"]) ? { inputs: operation["inputs"] } : {};
  return [name, { title: name, policies: [], ...inputs, fulfillment: { steps: stepsOf(operation["fulfillment"]) } }];
}

function stepsOf(fulfillment: Json | undefined): StepDocument[] {
  const { steps } = objectOr(fulfillment);
  return (Array.isArray(steps) ? steps : []).map((one, position) => stepOf(objectOr(one), position));
}

/** A step without a name yet has one that nobody can write. */
function stepOf(given: JsonObject, position: number): StepDocument {
  const needs = textsOr(given["needs"]);
  const ways = Array.isArray(given["any"]) ? given["any"].flatMap((way) => wayOf(objectOr(way))) : [];
  const [only] = wayOf(given);
  return {
    id: textOr(given["id"]) || `(step ${position})`,
    blocking: given["blocking"] !== false,
    ...(needs ? { needs } : {}),
    ...(typeof given["if"] === "string" ? { if: given["if"] } : {}),
    ...(ways.length > 0 ? { any: ways } : (only ?? {})),
  };
}

function wayOf(given: JsonObject): Way[] {
  const uses = adapterKinds.find((kind): kind is AdapterKind => kind === given["uses"]);
  return uses ? [{ uses, with: objectOr(given["with"]) }] : [];
}

function annotationsOf(given: Json | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(objectOr(given)).map(([name, value]) => [name, textOr(value)]));
}

const objectOr = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
const textOr = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const textsOr = (value: Json | undefined): string[] | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;
