import { publishRevision, type StandingRevision } from "#db/offering.ts";
import type { Transaction } from "#db/client.ts";
import type { Actor } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { automationLevel } from "#lib/core/offering/automation.ts";
import { unifiedDiff } from "#lib/core/offering/difference/lines.ts";
import { differences } from "#lib/core/offering/difference/revisions.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { Problem } from "#lib/core/problem.ts";
import type { ModuleBundle } from "#lib/core/terraform/bundle.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import { label } from "../command.ts";
import { authorise } from "../denied.ts";
import { checkWithChildren } from "./children.ts";
import { checkContext } from "./context.ts";
import { recompose } from "./recompose.ts";

export interface Text {
  source: string;
  digest: string;
  modules: readonly ModuleBundle[];
  changeNote: string;
}

export interface Republished {
  value: {
    revision: number;
    /** What is made of it and was published anew, and what does not fit it any more. */
    recomposed: string[];
    unfit: string[];
  };
  detail: JsonObject;
}

export const digestsOf = (modules: Modules): string[] => Object.values(modules).map(({ digest }) => digest);

/** Publishes a text of an offering that is there, with the modules it brings, as it is judged today. */
export async function republish(
  tx: Transaction,
  actor: Actor,
  current: StandingRevision,
  { source, digest, modules, changeNote }: Text,
): Promise<Republished> {
  const context = await checkContext(tx, [], {});
  const own = Object.fromEntries(modules.map((bundle) => [bundle.folder, bundle]));
  const document = await judged(tx, source, { ...context, modules: own });
  // An owner is changed by both teams.
  authorise(actor, { verb: "offering.write", owner: document.metadata.owner });
  const level = automationLevel(document);
  const given = { document, source, digest, level, changeNote, modules };
  const revision = await publishRevision(tx, { ...given, origin: "studio", by: label(actor) });
  const { published, unfit } = await recompose(tx, actor, context);
  return {
    value: { revision, recomposed: published.map(({ name }) => name), unfit: unfit.map(({ name }) => name) },
    detail: { revision, changes: changed(current, document), diff: unifiedDiff(current.source, source, mostOfDiff) },
  };
}

/** What the audit keeps of a change of a text, in characters. */
const mostOfDiff = 20_000;

const changed = (current: StandingRevision, document: Offering): string[] =>
  differences(current.document, document).map(({ sentence }) => sentence);

async function judged(
  tx: Transaction,
  source: string,
  context: Parameters<typeof checkWithChildren>[2],
): Promise<Offering> {
  const { offering, issues } = await checkWithChildren(tx, source, context);
  const errors = issues.filter(({ severity }) => severity === "error");
  if (offering && errors.length === 0) return offering;
  const count = errors.length === 1 ? "one thing is" : `${errors.length} things are`;
  throw new Problem("invalid", `It can't be published as things are now: ${count} wrong with it.`, {
    remedy: "Begin a draft with this text in the studio, and mend it there.",
    issues: errors,
  });
}
