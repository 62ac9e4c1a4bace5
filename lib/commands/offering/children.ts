import type { Transaction } from "#db/client.ts";
import { loadChildren } from "#db/child.ts";
import { childNames } from "#lib/core/offering/bundle/child.ts";
import { checkOffering, type CheckContext } from "#lib/core/offering/lint.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";

const namesOne = /\boffering["']?\s*:/;

/** Checks a document with what it takes from other offerings, as they are offered now. */
export async function checkWithChildren(tx: Transaction, source: string, context: CheckContext) {
  const { offering } = namesOne.test(source) ? parseOffering(source) : {};
  const children = await loadChildren(tx, offering ? childNames(offering) : []);
  return checkOffering(source, { ...context, children });
}
