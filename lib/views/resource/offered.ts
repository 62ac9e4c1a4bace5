import { type OfferedOperation, operationsOf } from "#lib/core/offering/operations.ts";
import type { Database, Transaction } from "#db/client.ts";
import { loadCurrent, type WholeRevision } from "#db/offering.ts";
import { loadRetiring } from "#db/serving.ts";
import { loadTried } from "#db/test-revision.ts";
import type { Subject } from "./hindered.ts";

type Placed = Pick<Subject, "id" | "team"> & { offering: string; environment: string; test: boolean };

/** What can be ordered on a resource: what the draft says that it was made with by a test order. Of any other, all that its offering offers its team there, and its retirement wherever it is offered meanwhile. */
export async function operationsFor(on: Database | Transaction, row: Placed): Promise<OfferedOperation[]> {
  const tried = row.test ? await loadTried(on, row.id) : undefined;
  if (tried) return operationsOf(tried.document);
  const current = await loadCurrent(on, row.offering);
  const offered = current && isOffered(current, row) ? operationsOf(current.document) : [];
  if (offered.some(({ name }) => name === "retire")) return offered;
  const retiring = await loadRetiring(on, row.id);
  return [...offered, ...(retiring ? operationsOf(retiring.document).filter(({ name }) => name === "retire") : [])];
}

/** The revision by which an operation is done. */
export async function revisionFor(
  on: Database | Transaction,
  row: Placed,
  operation: string,
): Promise<WholeRevision | undefined> {
  const tried = row.test ? await loadTried(on, row.id) : undefined;
  if (tried) return tried;
  if (operation === "retire") return loadRetiring(on, row.id);
  const current = await loadCurrent(on, row.offering);
  return current && isOffered(current, row) ? current : undefined;
}

function isOffered({ document }: WholeRevision, { team, environment }: Placed): boolean {
  const { availableTo, environments } = document.metadata;
  return (availableTo?.includes(team) ?? true) && (environments?.includes(environment) ?? true);
}
