import type { Transaction } from "#db/client.ts";
import { loadChildren } from "#db/child.ts";
import { loadParts } from "#db/parts.ts";
import type { Actor } from "#lib/core/access.ts";
import { childNames } from "#lib/core/offering/bundle/child.ts";
import { checkOffering, type CheckContext } from "#lib/core/offering/lint.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";

const namesOne = /\boffering["']?\s*:/;

/** Checks a document with what it takes from other offerings, as they are offered now; somebody's text takes what they may see. */
export async function checkWithChildren(tx: Transaction, source: string, context: CheckContext, writer?: Actor) {
  const { offering } = namesOne.test(source) ? parseOffering(source) : {};
  if (!offering) return checkOffering(source, { ...context, children: {} });
  const children = writer ? await loadParts(tx, writer, offering) : await loadChildren(tx, childNames(offering));
  return checkOffering(source, { ...context, children });
}
