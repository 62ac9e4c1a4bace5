import type { Format } from "#lib/core/audit/filter.ts";
import { database } from "#db/client.ts";
import { cell } from "../request/csv.ts";
import { type Entry, readEntries } from "./read.ts";
import type { AuditFilter } from "./shape.ts";

const pageSize = 1_000;

const columns: Record<string, (entry: Entry) => string | number> = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  actor: ({ actor }) => actor.name,
  actor_kind: ({ actor }) => actor.kind,
  actor_id: ({ actor }) => actor.id,
  who: ({ who }) => who,
  on_behalf_of: ({ behalf }) => behalf ?? "",
  door: ({ door }) => door,
  address: ({ address }) => address ?? "",
  user_agent: ({ userAgent }) => userAgent ?? "",
  verb: ({ verb }) => verb,
  subject: ({ subject }) => subject,
  outcome: ({ outcome }) => outcome,
  detail: ({ detail }) => JSON.stringify(detail),
};

const writers: Record<Format, { head: string; line: (entry: Entry) => string }> = {
  csv: {
    head: `${Object.keys(columns).join(",")}\r\n`,
    line: (entry) =>
      `${Object.values(columns)
        .map((column) => cell(String(column(entry))))
        .join(",")}\r\n`,
  },
  jsonl: {
    head: "",
    line: ({ behalf, ...entry }) => `${JSON.stringify({ ...entry, onBehalfOf: behalf })}\n`,
  },
};

/** Every entry that fits, newest first, a piece at a time, so that no audit is too long. Whoever asks was permitted by the command. */
export async function* auditFile(filter: AuditFilter, format: Format): AsyncGenerator<string> {
  const { head, line } = writers[format];
  if (head !== "") yield head;
  let cursor: string | undefined;
  do {
    const page = await readEntries(database(), { ...filter, ...(cursor === undefined ? {} : { cursor }) }, pageSize);
    if (page.entries.length > 0) yield page.entries.map(line).join("");
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
