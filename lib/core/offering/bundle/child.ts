import { pinIn } from "#lib/core/adapter/offering.ts";
import type { Pin } from "#lib/core/adapter/offering.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json } from "#lib/core/json.ts";
import { waysOf } from "#lib/core/offering/document.ts";
import type { Offering, Way } from "#lib/core/offering/document.ts";
import type { Modules } from "#lib/core/terraform/module.ts";

/** An offering that another one orders. */
export interface ChildOffering {
  revision: number;
  /** As it is published: its own children are in it already. */
  document: Offering;
  modules: Modules;
}

/** By name, as they are offered now. */
export type Children = Readonly<Record<string, ChildOffering>>;

/** `offering:postgresql` or `offering:postgresql#/properties/size`: a question of another offering. */
export const questionReference = /^offering:([^#]*)(?:#(.*))?$/;

/** The offerings that a document names: in its steps, and where it takes over their questions. */
export function childNames(offering: Offering): string[] {
  const ordered = offeringWays(offering).flatMap((way) => way.with["offering"] ?? []);
  const asked = referencesIn(offering.inputs).flatMap((reference) => questionReference.exec(reference)?.[1] ?? []);
  return [...new Set([...ordered, ...asked])].filter((name) => typeof name === "string").sort();
}

/** Every way of a document that orders another offering, in its operations too. */
export function offeringWays(offering: Offering): Way[] {
  const operations = Object.values(offering.operations).flatMap(({ fulfillment }) => fulfillment?.steps ?? []);
  const ways = [...offering.fulfillment.steps, ...operations].flatMap(waysOf);
  return ways.filter(({ uses }) => uses === "offering");
}

/** The revisions that a published document orders, by name. */
export function pinsOf(offering: Offering): Record<string, Pin> {
  return Object.fromEntries(
    offeringWays(offering).flatMap((way): [string, Pin][] => {
      const name = way.with["offering"];
      const pin = pinIn(way.with);
      return pin && typeof name === "string" ? [[name, pin]] : [];
    }),
  );
}

function referencesIn(schema: Json): string[] {
  if (Array.isArray(schema)) return schema.flatMap(referencesIn);
  if (!isJsonObject(schema)) return [];
  const reference = schema["$ref"];
  const own = typeof reference === "string" && reference.startsWith("offering:") ? [reference] : [];
  return [...own, ...Object.values(schema).flatMap(referencesIn)];
}
