import { and, eq, isNotNull, or, sql } from "drizzle-orm";
import type { Offering } from "#lib/core/offering/document.ts";
import type { Reader } from "./client.ts";
import { offering, revision } from "./tables.ts";

const currentOf = and(eq(revision.offering, offering.name), eq(revision.number, offering.current));
const columns = {
  name: offering.name,
  number: revision.number,
  level: revision.level,
  hidden: offering.hidden,
  retiredAt: offering.retiredAt,
  metadata: sql<Offering["metadata"]>`${revision.document}->'metadata'`,
};

/** An offering with what its newest revision says of it, whether it is offered or not. */
export type PublishedRow = Awaited<ReturnType<typeof listWithdrawn>>[number];

/** What is published and offered no more. */
export function listWithdrawn(on: Reader) {
  return on
    .select(columns)
    .from(offering)
    .innerJoin(revision, currentOf)
    .where(or(eq(offering.hidden, true), isNotNull(offering.retiredAt)));
}

/** With its text, the digest of that and of its modules, and where it came from. */
export async function loadPublished(on: Reader, name: string) {
  const { source, digest, origin, publishedBy } = revision;
  const [row] = await on
    .select({ ...columns, source, digest, origin, publishedBy })
    .from(offering)
    .innerJoin(revision, currentOf)
    .where(eq(offering.name, name));
  return row;
}
