import type { Sql } from "postgres";

/** A link as one of its two issues sees it. `inward` is true when the other one is the inward issue. */
export interface Link {
  id: string;
  type: string;
  inward: boolean;
  key: string;
  otherId: string;
  summary: string;
  status: string;
  resolution: string | null;
}

export async function addLink(sql: Sql, type: string, inward: string, outward: string): Promise<void> {
  await sql`
    INSERT INTO sandbox.issue_link (type, inward, outward) VALUES (${type}, ${inward}, ${outward})
    ON CONFLICT DO NOTHING`;
}

export async function linksOf(sql: Sql, issue: string): Promise<Link[]> {
  return sql<Link[]>`
    SELECT link.id, link.type, link.inward = other.id AS inward, other.project || '-' || other.number AS key,
           other.id AS "otherId", other.fields->>'summary' AS summary, other.status, other.resolution
    FROM sandbox.issue_link link
    JOIN sandbox.issue other ON other.id = CASE WHEN link.inward = ${issue}::bigint THEN link.outward ELSE link.inward END
    WHERE ${issue}::bigint IN (link.inward, link.outward) ORDER BY link.id`;
}
