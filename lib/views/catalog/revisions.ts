import { may, type Actor } from "#lib/core/access.ts";
import { differences } from "#lib/core/offering/difference/revisions.ts";
import { Problem } from "#lib/core/problem.ts";
import { offeringsThatOrder } from "#db/child.ts";
import { database } from "#db/client.ts";
import type { StandingRevision } from "#db/offering.ts";
import { runningByRevision } from "#db/past.ts";
import { listRevisions, ordersByRevision, type RevisionRow } from "#db/revision.ts";
import { findingFor } from "./catalog.ts";
import { asRetired, offered } from "./offering.ts";
import type { RevisionItem, RevisionPage, RevisionView, Standing } from "./shape.ts";

const mostPerPage = 100;

/** What was published of an offering, newest first, each with what it changed and how long its orders took. */
export async function revisionList(
  actor: Actor,
  name: string,
  { cursor, limit = 20 }: { cursor?: number; limit?: number } = {},
): Promise<RevisionPage> {
  const current = await offered(actor, name);
  const most = Math.min(Math.max(limit, 1), mostPerPage);
  // Beyond what a number of a revision can be there is nothing older.
  const rows = await listRevisions(
    database(),
    name,
    most + 1,
    cursor === undefined ? undefined : Math.min(cursor, 2 ** 31 - 1),
  );
  const shown = await asItems(name, rows.slice(0, most), rows);
  return {
    title: current.document.metadata.title,
    standing: await standingOf(actor, current),
    items: shown,
    next: rows.length > most ? String(rows[most - 1]?.number) : null,
  };
}

async function standingOf(actor: Actor, { name, number, document, retired }: StandingRevision): Promise<Standing> {
  const { owner, lifecycle, successor } = document.metadata;
  const found = lifecycle === "deprecated" && successor !== undefined ? await findingFor(actor) : null;
  const mayWrite = may(actor, { verb: "offering.write", owner }).allowed;
  const [orderedBy, running] = mayWrite
    ? await Promise.all([offeringsThatOrder(database(), name), runningByRevision(database(), name)])
    : [[], []];
  return {
    lifecycle,
    mayWrite,
    orderedBy,
    successor: found && successor !== undefined ? found(successor) : null,
    current: number,
    retired: asRetired(retired),
    running: running.reduce((sum, { count }) => sum + count, 0),
  };
}

/** One of them with its document, as text and parsed. */
export async function revisionView(actor: Actor, name: string, number: number): Promise<RevisionView> {
  await offered(actor, name);
  const rows = await listRevisions(database(), name, 2, number + 1);
  const [row] = rows;
  const [item] = row?.number === number ? await asItems(name, [row], rows) : [];
  if (!row || !item)
    throw new Problem("not_found", `There is no revision ${number} of “${name}”.`, { remedy: "List its revisions." });
  return { name, ...item, document: row.document, source: row.source };
}

/** `known` holds the revision before the last of `rows` too, where there is one. */
async function asItems(
  name: string,
  rows: readonly RevisionRow[],
  known: readonly RevisionRow[],
): Promise<RevisionItem[]> {
  const numbers = rows.map(({ number }) => number);
  if (numbers.length === 0) return [];
  const orders = await ordersByRevision(database(), name, Math.min(...numbers), Math.max(...numbers));
  return rows.map((row) => {
    const { number, level, origin, changeNote, publishedAt, publishedBy } = row;
    const before = known.find((one) => one.number === number - 1);
    const { orders: ordered = 0, median = null, over = 0 } = orders.get(number) ?? {};
    return {
      number,
      level,
      origin,
      changeNote,
      publishedAt: publishedAt.toISOString(),
      publishedBy: publishedBy.name,
      orders: ordered,
      leadTime: median === null ? null : { medianSeconds: Number(median), over },
      changes: before ? differences(before.document, row.document) : null,
    };
  });
}
