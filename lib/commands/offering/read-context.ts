import path from "node:path";
import { z } from "zod";
import { loadChildren } from "#db/child.ts";
import type { Transaction } from "#db/client.ts";
import { may, type Actor } from "#lib/core/access.ts";
import { pinsOf, type Children } from "#lib/core/offering/bundle/child.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import { env } from "#lib/env.ts";
import { command } from "../command.ts";
import { checkContext, forReader } from "./context.ts";
import { readModules } from "./modules.ts";

/** More than any bundle orders. */
const mostChildren = 50;

/** What a document is held against while it is written: with it the browser checks as the server will, as far as its reader may know. */
export const readContext = command({
  verb: "offering.context",
  reads: true,
  schema: z.strictObject({
    /** The offerings that the document names: what they ask and yield. */
    children: z.array(z.string().max(63)).max(mostChildren).default([]),
  }),
  subject: () => "offering:*",
  handler: async ({ tx, actor, input }) => {
    const known = await checkContext(tx, [], await describedModules());
    const children = await childrenFor(tx, actor, input.children);
    const publishable = known.teams?.filter((owner) => may(actor, { verb: "offering.write", owner }).allowed) ?? [];
    return { value: { ...forReader(actor, known), children, publishable } satisfies CheckContext };
  },
});

/** Without their files, which stay here. */
async function describedModules(): Promise<Modules> {
  const bundles = await readModules(path.resolve(env().PAO_OFFERINGS_DIR));
  return Object.fromEntries(
    [...bundles].map(([folder, { digest, description }]) => [folder, { digest, description }] as const),
  );
}

/** With what those order in turn: the plan of the whole is made of all of them. */
async function childrenFor(tx: Transaction, actor: Actor, names: readonly string[]): Promise<Children> {
  const named = await loadChildren(tx, names);
  const pins = Object.values(named).flatMap(({ document }) => Object.entries(pinsOf(document)));
  const below = new Set(pins.flatMap(([name, pin]) => [name, ...pin.below]));
  const found = Object.entries({ ...(await loadChildren(tx, [...below])), ...named });
  return Object.fromEntries(
    found.filter(([, { document }]) => may(actor, { verb: "catalog.read", ...document.metadata }).allowed),
  );
}
