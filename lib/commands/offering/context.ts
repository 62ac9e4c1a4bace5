import { may, type Actor } from "#lib/core/access.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import type { Transaction } from "#db/client.ts";
import { listConnections } from "#db/connection.ts";
import { offeringNames } from "#db/offering.ts";
import { listEnvironments, listTeams, loadVars } from "#db/organisation.ts";

/** What a document's names are held against: the organisation as it is. */
export async function checkContext(tx: Transaction, files: readonly string[], modules: Modules): Promise<CheckContext> {
  const teams = (await listTeams(tx)).map(({ name }) => name);
  const environments = (await listEnvironments(tx)).map(({ name }) => name);
  const connections = (await listConnections(tx)).map(({ name, kind, teams }) => ({ name, kind, teams }));
  const { names, retired } = await offeringNames(tx);
  const offerings = [...new Set([...files, ...names])];
  return { teams, environments, connections, offerings, retired, vars: await loadVars(tx), modules };
}

/** Who writes no offerings learns no names of what may not be theirs to know; what is left out is checked when it is published. */
export function forReader(actor: Actor, known: CheckContext): CheckContext {
  if (may(actor, { verb: "var.read" }).allowed) return known;
  const { teams, environments } = known;
  return { ...(teams ? { teams } : {}), ...(environments ? { environments } : {}) };
}
