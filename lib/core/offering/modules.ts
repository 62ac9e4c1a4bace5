import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { waysOf } from "./document.ts";
import type { Offering } from "./document.ts";

/** The folders of the modules that a document's steps run, in its operations too. */
export function modulesOf(offering: Offering): string[] {
  const operations = Object.values(offering.operations).flatMap(({ fulfillment }) => fulfillment?.steps ?? []);
  const ways = [...offering.fulfillment.steps, ...operations].flatMap(waysOf);
  return [...new Set(ways.flatMap((way) => adapterDefinition(way.uses).module?.(way.with) ?? []))].sort();
}
