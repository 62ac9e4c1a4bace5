import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeAudit } from "#db/audit.ts";
import { database } from "#db/client.ts";
import { exportAudit } from "#lib/commands/audit/export.ts";
import { saveConnection } from "#lib/commands/connection/save.ts";
import type { Actor } from "#lib/core/access.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { auditFile } from "./export.ts";
import { auditList } from "./list.ts";
import type { AuditFilter } from "./shape.ts";

let portal: Portal;
let admin: Actor;

beforeAll(async () => {
  portal = await freshPortal({});
  admin = await portal.actor("admin");
  await database().transaction(async (tx) => {
    const ada = { kind: "person", id: "ada", name: "Ada Lovelace" } as const;
    const token = {
      kind: "token",
      id: "t-1",
      name: "Ada Lovelace",
      person: "ada",
      teams: { checkout: ["member"] },
      roles: [],
    } satisfies Actor;
    const team = { ...token, id: "t-2", name: "nightly", person: null };
    const from = { address: "198.51.100.4", userAgent: "curl/8.9" };
    const entry = {
      door: "rest",
      verb: "request.order",
      outcome: "done",
      detail: { offering: "queue", reason: null },
    } as const;
    await writeAudit(tx, { ...entry, actor: ada, subject: "request:20418", door: "browser" });
    await writeAudit(tx, { ...entry, actor: token, subject: "request:20419", from });
    await writeAudit(tx, { ...entry, actor: team, subject: "request:20420", from });
    await writeAudit(tx, { ...entry, actor: ada, subject: "request:20421", door: "engine", behalf: "request:20420" });
    await writeAudit(tx, {
      ...entry,
      actor: ada,
      subject: "offering:=queue",
      outcome: "denied",
      verb: "request.retry",
    });
  });
});

afterAll(() => portal.close());

const subjects = async (filter: AuditFilter) =>
  (await auditList(admin, { ...filter })).items.map(({ subject }) => subject).filter((subject) => subject !== "audit");
const today = () => new Date().toISOString().slice(0, 10);

test("entries are found by who, verb, subject, outcome, door, time and words", async () => {
  expect(await subjects({ who: "ada" })).toEqual([
    "offering:=queue",
    "request:20421",
    "request:20419",
    "request:20418",
  ]);
  expect(await subjects({ who: "t-2" })).toEqual(["request:20420"]);
  expect(await subjects({ verb: "request.retry" })).toEqual(["offering:=queue"]);
  expect(await subjects({ subject: "REQ-20419" })).toEqual(["request:20419"]);
  expect(await subjects({ subject: "offering:=queue" })).toEqual(["offering:=queue"]);
  expect(await subjects({ outcome: "denied", who: "ada" })).toEqual(["offering:=queue"]);
  expect(await subjects({ door: "engine" })).toEqual(["request:20421"]);
  expect(await subjects({ who: "t-2", from: "2020-01-01", to: "2020-12-31" })).toEqual([]);
  expect(
    await subjects({ who: "t-2", from: "2020-01-01", to: new Date(Date.now() + 86_400_000).toISOString() }),
  ).toHaveLength(1);
  expect(await subjects({ who: "t-2", to: today() })).toHaveLength(1);
  expect(await subjects({ text: "REQ-20419" })).toEqual(["request:20419"]);
  expect(await subjects({ text: "ada 198.51.100.4 queu" })).toEqual(["request:20419"]);
  expect(await subjects({ text: "request.retry" })).toEqual(["offering:=queue"]);
  // The names of what is told in detail are no words of it, and neither is that there is none.
  for (const text of ["reason", "nul", "lovelacex", "!!!", "a\0b", "'); drop table audit; --"])
    expect(await subjects({ text })).toEqual([]);
});

test("an entry says on whose behalf and from where", async () => {
  const about = async (subject: string) => (await auditList(admin, { subject })).items[0];
  const [child, ofTeam, byToken] = await Promise.all(["REQ-20421", "REQ-20420", "REQ-20419"].map(about));
  expect(child).toMatchObject({
    behalf: { title: "REQ-20420", href: "/requests/REQ-20420" },
    door: "engine",
    address: null,
  });
  expect(ofTeam).toMatchObject({ behalf: { title: "team checkout" }, actor: { kind: "token", id: "t-2" } });
  expect(byToken).toMatchObject({
    who: "ada",
    behalf: { title: "ada" },
    address: "198.51.100.4",
    userAgent: "curl/8.9",
  });
});

test("pages follow each other without a gap, and what is no cursor or day is refused", async () => {
  const all = await subjects({ who: "ada" });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof auditList>> = await auditList(admin, {
      who: "ada",
      limit: 1,
      ...(cursor === null ? {} : { cursor }),
    });
    seen.push(...page.items.map(({ subject }) => subject));
    cursor = page.next;
  } while (cursor !== null);
  expect(seen).toEqual(all);
  for (const wrong of ["x", "2026-11-21T00:00:00.000000Z", "2026-99-99T00:00:00.000000Z_1"])
    await expect(auditList(admin, { cursor: wrong })).rejects.toMatchObject({ code: "malformed" });
  await expect(auditList(admin, { from: "2026-13-01" })).rejects.toMatchObject({ code: "invalid" });
});

test("only auditors and admins read and export; who tries is in the audit, and so is who did", async () => {
  const developer = await portal.actor("developer");
  await expect(auditList(developer, {})).rejects.toMatchObject({ code: "forbidden" });
  const refused = await exportAudit({ actor: developer, door: "rest" }, {});
  expect(refused).toMatchObject({ ok: false, problem: { code: "forbidden" } });
  expect(await exportAudit({ actor: admin, door: "rest" }, { format: "jsonl", who: "ada" })).toMatchObject({
    ok: true,
  });
  const [done, denied] = (await auditList(admin, { verb: "audit.export" })).items;
  expect(done).toMatchObject({ outcome: "done", who: "admin", detail: { format: "jsonl", who: "ada" } });
  expect(denied).toMatchObject({ outcome: "denied", who: "developer" });
});

test("a command's caller is kept with what they did", async () => {
  const from = { address: "2001:db8::7", userAgent: "Mozilla/5.0" };
  await saveConnection(
    { actor: admin, door: "browser", from },
    { name: "pager", kind: "http", baseUrl: "https://pager.example.com", settings: {}, credential: { token: "t0k3n" } },
  );
  expect((await auditList(admin, { subject: "connection:pager" })).items).toMatchObject([{ door: "browser", ...from }]);
});

async function pieces(filter: AuditFilter, format: "csv" | "jsonl"): Promise<string[]> {
  const read: string[] = [];
  for await (const piece of auditFile(filter, format)) read.push(piece);
  return read;
}

test("an export has every entry, tame in a spreadsheet, and is read page by page", async () => {
  const csv = (await pieces({ who: "ada" }, "csv")).join("").trim().split("\r\n");
  expect(csv[0]).toBe(
    "id,at,actor,actor_kind,actor_id,who,on_behalf_of,door,address,user_agent,verb,subject,outcome,detail",
  );
  expect(csv).toHaveLength(5);
  expect(csv[1]).toContain(`""offering"":""queue""`);
  const lines = (await pieces({ who: "ada" }, "jsonl")).join("").trim().split("\n");
  expect(JSON.parse(lines[2] ?? "")).toMatchObject({ subject: "request:20419", onBehalfOf: "person:ada" });
  await database().execute(sql`
    insert into audit (actor, who, door, verb, subject, outcome)
    select '{"kind": "person", "id": "many", "name": "=Many"}', 'many', 'rest', 'request.order', 'request:' || n, 'done'
    from generate_series(1, 2500) n`);
  const many = await pieces({ who: "many" }, "csv");
  expect(many).toHaveLength(4);
  const rows = many.join("").trim().split("\r\n").slice(1);
  expect(new Set(rows.map((row) => row.split(",")[0])).size).toBe(2500);
  expect(rows[0]).toContain(",'=Many,");
});
