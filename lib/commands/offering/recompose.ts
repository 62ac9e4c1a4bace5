import type { Transaction } from "#db/client.ts";
import { listOutdated } from "#db/child.ts";
import { loadBundles } from "#db/module.ts";
import { noteBrokenFile } from "#db/offering.ts";
import type { Door } from "#lib/core/access.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Issue } from "#lib/core/problem.ts";
import { checkWithChildren } from "./children.ts";
import { publish } from "./publish.ts";

export interface Recomposed {
  published: { name: string; revision: number }[];
  /** What does not fit its parts as they are now; it is not orderable until somebody changes it. */
  unfit: { name: string; issues: Issue[] }[];
}

/** Publishes anew what is made of offerings that have been published since: PAO does. Call it in the transaction of that. */
export async function recompose(tx: Transaction, door: Door, context: CheckContext): Promise<Recomposed> {
  const recomposed: Recomposed = { published: [], unfit: [] };
  // What is made of what is made of it follows in a later round; documents that fit never lead back to themselves.
  for (;;) {
    const unfit = new Set(recomposed.unfit.map(({ name }) => name));
    const outdated = (await listOutdated(tx)).find(({ name }) => !unfit.has(name));
    if (!outdated) return recomposed;
    await recomposeOne(tx, door, outdated, context, recomposed);
  }
}

type Outdated = Awaited<ReturnType<typeof listOutdated>>[number];

async function recomposeOne(
  tx: Transaction,
  door: Door,
  { name, source, digest, origin, modules: pinned }: Outdated,
  context: CheckContext,
  recomposed: Recomposed,
): Promise<void> {
  const modules = await loadBundles(tx, Object.values(pinned));
  const own = Object.fromEntries(modules.map((bundle) => [bundle.folder, bundle]));
  const { offering, issues } = await checkWithChildren(tx, source, {
    ...context,
    modules: { ...context.modules, ...own },
  });
  const errors = issues.filter(({ severity }) => severity === "error");
  if (offering && errors.length === 0) {
    const changeNote = "Made again of its parts, which have changed.";
    const revision = await publish(tx, door, { document: offering, source, digest, origin, modules, changeNote });
    recomposed.published.push({ name, revision });
    return;
  }
  if (origin === "file") await noteBrokenFile(tx, name, digest, errors);
  recomposed.unfit.push({ name, issues: errors });
}
