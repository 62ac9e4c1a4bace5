import { listOutdated } from "#db/child.ts";
import { loadBundles } from "#db/module.ts";
import { publishRevision } from "#db/offering.ts";
import type { Transaction } from "#db/client.ts";
import type { Actor, Door } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { automationLevel } from "#lib/core/offering/automation.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import { modulesOf } from "#lib/core/offering/modules.ts";
import { Problem, type Issue } from "#lib/core/problem.ts";
import type { ModuleBundle } from "#lib/core/terraform/bundle.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import { label } from "../command.ts";
import { authorise } from "../denied.ts";
import { notPlain } from "../plain.ts";
import { checkWithChildren } from "./children.ts";
import { checkContext } from "./context.ts";
import { differenceDetail } from "./difference.ts";
import { documentDigest } from "./files.ts";
import { recompose } from "./recompose.ts";

export interface Text {
  source: string;
  /** What was published before; null for the first revision. */
  before: string | null;
  /** Modules that it may name, by folder; those that it names are kept with it. */
  modules: ReadonlyMap<string, ModuleBundle>;
  changeNote: string;
  /** What to do about errors. */
  remedy: string;
  /** Also when what is made of it would not fit it any more. */
  breaking: boolean;
}

export interface Published {
  value: {
    revision: number;
    /** What is made of it and was published anew, and what does not fit it any more. */
    recomposed: string[];
    unfit: string[];
  };
  detail: JsonObject;
}

/** The files of modules that a revision has brought, by folder. */
export async function bundlesOf(tx: Transaction, modules: Modules): Promise<ReadonlyMap<string, ModuleBundle>> {
  const bundles = await loadBundles(
    tx,
    Object.values(modules).map(({ digest }) => digest),
  );
  return new Map(bundles.map((bundle) => [bundle.folder, bundle]));
}

/** Publishes a text, as it is judged today, and what is made of it. Whoever calls holds `lockPublishing`, and has asked who may. */
export async function publishText(
  tx: Transaction,
  { actor, door }: { actor: Actor; door: Door },
  { source, before, modules, changeNote, remedy, breaking }: Text,
): Promise<Published> {
  const context = await checkContext(tx, [], Object.fromEntries(modules));
  const document = await judged(tx, actor, source, context, { cannot: "be published", remedy });
  // An owner is changed by both teams.
  authorise(actor, { verb: "offering.write", owner: document.metadata.owner });
  const unfitBefore = new Set((await listOutdated(tx)).map(({ name }) => name));
  const brought = modulesOf(document).flatMap((folder) => modules.get(folder) ?? []);
  const level = automationLevel(document);
  const given = { document, source, digest: documentDigest(source, modules), level, changeNote, modules: brought };
  const revision = await publishRevision(tx, { ...given, origin: "studio", by: label(actor) });
  const { published, unfit } = await recompose(tx, door, context);
  const broken = unfit.filter(({ name }) => !unfitBefore.has(name));
  if (broken.length > 0 && !breaking) throw breaks(document, broken);
  return {
    value: { revision, recomposed: published.map(({ name }) => name), unfit: broken.map(({ name }) => name) },
    detail: {
      revision,
      note: changeNote,
      ...(broken.length === 0 ? {} : { broken: broken.map(({ name }) => name) }),
      ...differenceDetail(before ?? "", source),
    },
  };
}

/** A text without errors, composed of its parts as they are now; `cannot` says what it is not fit for. */
export async function judged(
  tx: Transaction,
  writer: Actor,
  source: string,
  context: CheckContext,
  { cannot, remedy }: { cannot: string; remedy: string },
): Promise<Offering> {
  const { offering, issues } = await checkWithChildren(tx, source, context, writer);
  const errors = issues.filter(({ severity }) => severity === "error");
  const unstorable = offering ? notPlain(offering) : null;
  if (unstorable) errors.push({ ...unstorable, line: 1, column: 1 });
  if (offering && errors.length === 0) return offering;
  const count = errors.length === 1 ? "one thing is" : `${errors.length} things are`;
  throw new Problem("invalid", `It can't ${cannot} as things are now: ${count} wrong with it.`, {
    remedy,
    issues: errors,
  });
}

function breaks({ metadata }: Offering, broken: readonly { name: string; issues: readonly Issue[] }[]): Problem {
  const parts = broken.map(({ name, issues }): Issue => {
    return { severity: "error", path: "/breaking", message: `${name}: ${issues[0]?.message ?? "it does not fit."}` };
  });
  const told = parts.map(({ message }) => message).join(" ");
  return new Problem(
    "conflict",
    `What is made of ${metadata.title} would not fit it any more, and could not be ordered. ${told}`,
    { remedy: "Tell its team first, or say that you mean it: breaking.", issues: parts },
  );
}
