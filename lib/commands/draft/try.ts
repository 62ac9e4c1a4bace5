import { createHash } from "node:crypto";
import path from "node:path";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import type { DraftRow } from "#db/draft.ts";
import { keepTestRevision } from "#db/test-revision.ts";
import type { Actor } from "#lib/core/access.ts";
import { canonical } from "#lib/core/json.ts";
import { automationLevel } from "#lib/core/offering/automation.ts";
import { pinsOf } from "#lib/core/offering/bundle/child.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { modulesOf } from "#lib/core/offering/modules.ts";
import { Problem } from "#lib/core/problem.ts";
import type { ModuleBundle } from "#lib/core/terraform/bundle.ts";
import { env } from "#lib/env.ts";
import { label } from "../command.ts";
import { authorise } from "../denied.ts";
import { checkContext, forReader } from "../offering/context.ts";
import { documentDigest } from "../offering/files.ts";
import { readModules } from "../offering/modules.ts";
import { judged } from "../offering/publish-text.ts";
import type { OrderedRevision } from "../request/draw-up.ts";
import { claimName } from "./claim.ts";
import { draftId, draftVersion } from "./locked.ts";

/** What a draft is tried with: the answers, and where it would be. */
export const tryShape = {
  id: draftId,
  project: z.string().min(1).max(63),
  environment: z.string().min(1).max(63),
  inputs: z.record(z.string(), z.unknown()).default({}),
} as const;

/** The save that is tried, where somebody wants to be told that there is another. */
export const seenVersion = draftVersion.exactOptional();

export type TryInput = z.infer<z.ZodObject<typeof tryShape>>;

/** A draft without errors, with what it would bring if it were published now. */
export interface Tryable {
  draft: DraftRow;
  document: Offering;
  /** The files of its modules, as the folder has them. */
  bundles: ModuleBundle[];
  digest: string;
}

/** Checks a draft as it is checked when it is published, as far as the actor may know. `cannot`: what can't be done with one that is not right. */
export async function tryable(tx: Transaction, actor: Actor, draft: DraftRow, cannot: string): Promise<Tryable> {
  const modules = await readModules(path.resolve(env().PAO_OFFERINGS_DIR));
  const context = forReader(actor, await checkContext(tx, [draft.offering], Object.fromEntries(modules)));
  const remedy = "Mend the draft, then try it.";
  const document = await judged(tx, actor, draft.source, context, { cannot, remedy });
  if (document.metadata.name !== draft.offering) throw calledOtherwise(draft, document);
  const bundles = modulesOf(document).flatMap((folder) => modules.get(folder) ?? []);
  const parts = [documentDigest(draft.source, modules), canonical(pins(document))];
  return { draft, document, bundles, digest: createHash("sha256").update(parts.join("\0")).digest("hex") };
}

const pins = (document: Offering) =>
  Object.fromEntries(Object.entries(pinsOf(document)).map(([name, { revision }]) => [name, revision]));

function calledOtherwise({ offering }: DraftRow, { metadata }: Offering): Problem {
  const message = `This is a draft of ${offering}, and its text calls it ${metadata.name}.`;
  return new Problem("invalid", message, {
    remedy: `Call it ${offering}, or begin a new offering with this text.`,
    issues: [{ severity: "error", path: "/metadata/name", message }],
  });
}

/** As it is ordered: under a number, once it is kept. */
export function asRevision({ document, bundles }: Tryable, number: number): OrderedRevision {
  const modules = Object.fromEntries(bundles.map((bundle) => [bundle.folder, bundle]));
  return { name: document.metadata.name, number, document, modules };
}

/**
 * Keeps it to be asked about or ordered. Its steps go through the connections of the team that it names: whoever tries it has to
 * be one of its authors, as for publishing it.
 */
export async function keepTryable(tx: Transaction, actor: Actor, tried: Tryable): Promise<number> {
  const { draft, document, bundles, digest } = tried;
  authorise(actor, { verb: "offering.write", owner: document.metadata.owner });
  await claimName(tx, actor, draft);
  return keepTestRevision(tx, {
    document,
    source: draft.source,
    digest,
    level: automationLevel(document),
    by: label(actor),
    modules: bundles,
    draft: draft.id,
    basedOn: draft.basedOn,
  });
}

/** The first order that it would be. */
export function orderOf({ project, environment, inputs }: TryInput, { document }: Tryable) {
  return { offering: document.metadata.name, operation: "create", project, environment, inputs };
}
