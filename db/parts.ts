import { may, type Actor } from "#lib/core/access.ts";
import { childNames, type Children } from "#lib/core/offering/bundle/child.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";
import { loadChildren } from "./child.ts";
import type { Database, Transaction } from "./client.ts";
import { loadPublished } from "./studio.ts";

/**
 * The offerings that a text names, as they are offered now: those that its writer finds in the catalog, and those that are parts
 * of what is published already. Else a text would show what its writer may not see.
 */
export async function loadParts(on: Database | Transaction, writer: Actor, text: Offering): Promise<Children> {
  const named = Object.entries(await loadChildren(on, childNames(text)));
  const found = named.filter(([, { document }]) => may(writer, { verb: "catalog.read", ...document.metadata }).allowed);
  if (found.length === named.length) return Object.fromEntries(named);
  const kept = await partsOfPublished(on, writer, text.metadata.name);
  return Object.fromEntries([...found, ...named.filter(([name]) => kept.includes(name))]);
}

async function partsOfPublished(on: Database | Transaction, reader: Actor, name: string): Promise<string[]> {
  const published = await loadPublished(on, name);
  if (!published || !may(reader, { verb: "catalog.read", ...published.metadata }).allowed) return [];
  const { offering } = parseOffering(published.source);
  return offering ? childNames(offering) : [];
}
