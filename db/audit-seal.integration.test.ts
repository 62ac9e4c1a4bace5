import { asc, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";
import { writeAudit } from "./audit.ts";
import { lastSeal, sealAfterRestore, sealAudit } from "./audit-seal.ts";
import { verifyAudit } from "./audit-verify.ts";
import { openDatabase, type Transaction } from "./client.ts";
import { audit, auditSeal } from "./tables.ts";

let fresh: FreshDatabase;
let opened: ReturnType<typeof openDatabase>;

beforeEach(async () => {
  fresh = await freshDatabase();
  opened = openDatabase(fresh.url);
});

afterEach(async () => {
  await opened.close();
  await fresh.drop();
});

const write = (tx: Transaction, subject: string) =>
  writeAudit(tx, {
    actor: { kind: "person", id: "ada", name: "Ada" },
    door: "rest",
    from: { address: "198.51.100.4", userAgent: "curl/8" },
    verb: "request.order",
    subject,
    outcome: "done",
    detail: { offering: "postgresql", changes: { size: ["small", "large"] } },
  });
const wrote = (subject: string) => opened.db.transaction((tx) => write(tx, subject));

/** Other tests' transactions on the same server hold the sealing back as well. */
const sealedAll = (each?: number) =>
  expect
    .poll(
      async () => {
        await sealAudit(opened.db, each);
        return verifyAudit(opened.db);
      },
      { timeout: 20_000 },
    )
    .toMatchObject({ unsealed: 0, broken: null });

test("nobody changes or removes an entry or a seal, not even those that are not there", async () => {
  await wrote("request:1");
  await sealedAll();
  for (const table of ["audit", "audit_seal"])
    for (const statement of [`update ${table} set at = now()`, `delete from ${table} where false`, `truncate ${table}`])
      await expect(opened.db.execute(sql.raw(statement))).rejects.toMatchObject({
        cause: { message: expect.stringMatching(`The table ${table} only grows`) },
      });
  const evading = opened.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`delete from audit`);
  });
  await expect(evading).rejects.toMatchObject({ cause: { message: expect.stringContaining("audit only grows") } });
  expect(await verifyAudit(opened.db)).toMatchObject({ entries: 1, broken: null });
});

test("while a transaction is open nothing from it on is sealed, and nothing is skipped once it ends", async () => {
  await wrote("request:1");
  const held = Promise.withResolvers<string>();
  const ending = Promise.withResolvers<void>();
  const slow = opened.db.transaction(async (tx) => {
    await write(tx, "request:2");
    const [row] = await tx.select({ xid: audit.xid }).from(audit).where(eq(audit.subject, "request:2"));
    held.resolve(row?.xid ?? "");
    await ending.promise;
  });
  const xid = await held.promise;
  await wrote("request:3");
  await expect
    .poll(() => sealAudit(opened.db).then(async () => (await verifyAudit(opened.db)).entries), { timeout: 20_000 })
    .toBe(1);
  expect(BigInt((await lastSeal(opened.db)).to)).toBeLessThanOrEqual(BigInt(xid));
  expect(await verifyAudit(opened.db)).toMatchObject({ entries: 1, unsealed: 1, broken: null });
  ending.resolve();
  await slow;
  await sealedAll();
  expect(await verifyAudit(opened.db)).toMatchObject({ entries: 3, unsealed: 0, broken: null });
});

test("engines that seal at once make one chain, in which every entry stands once", async () => {
  for (let n = 0; n < 12; n++) await wrote(`request:${n}`);
  const sealing = Promise.all([1, 2, 3, 4].map(() => sealAudit(opened.db, 2)));
  await Promise.all([5, 6, 7].map((n) => wrote(`connection:${n}`)));
  await sealing;
  await sealedAll(2);
  expect(await verifyAudit(opened.db)).toMatchObject({ entries: 15, broken: null });
});

test("a database that was restored where transactions are counted anew goes on with its chain", async () => {
  for (let n = 0; n < 3; n++) await wrote(`request:${n}`);
  await sealAfterRestore(opened.db);
  expect((await lastSeal(opened.db)).n).toBe(0);
  // As they came from a cluster that had counted far.
  const old = {
    actor: { kind: "person", id: "ada", name: "Ada" },
    who: "ada",
    door: "rest",
    verb: "request.order",
  } as const;
  for (const xid of ["900000000000001", "900000000000002"])
    await opened.db.insert(audit).values({ ...old, xid, subject: "request:9", outcome: "done" });
  await sealAfterRestore(opened.db);
  expect(await verifyAudit(opened.db)).toMatchObject({ entries: 5, unsealed: 0, broken: null });
  const { n } = await lastSeal(opened.db);
  await sealAfterRestore(opened.db);
  expect((await lastSeal(opened.db)).n).toBe(n);
  await wrote("request:10");
  await sealedAll();
  expect(await verifyAudit(opened.db)).toMatchObject({ entries: 6, unsealed: 0, broken: null });
  await tampered(`insert into audit (xid, actor, who, door, verb, subject, outcome, id)
    values ('900000000000009', '{}', 'eve', 'rest', 'x', 'x', 'done', 2000)`);
  await tampered("update audit set id = 0 where id = 2000");
  expect((await verifyAudit(opened.db)).broken).toMatch(/^Entry 0 was inserted/);
});

/** What whoever owns the tables can do. */
async function tampered(statement: string): Promise<void> {
  const tables = ["audit", "audit_seal"];
  const off = tables.map((table) => `alter table ${table} disable trigger all`);
  const on = tables.map((table) => `alter table ${table} enable always trigger ${table}_append_only`);
  await opened.db.execute(sql.raw([...off, statement, ...on].join("; ")));
}

const entryChanges = [
  "at = at + interval '1 microsecond'",
  "xid = '1'",
  `actor = jsonb_set(actor, '{name}', '"Eve"')`,
  "who = 'eve'",
  "behalf = 'team:x'",
  "door = 'browser'",
  "address = null",
  "user_agent = 'wget'",
  "verb = 'request.abort'",
  "subject = 'request:99'",
  "outcome = 'denied'",
  `detail = detail - 'changes'`,
];
const sealChanges = [
  "at = at + interval '1 second'",
  "above = above + 1",
  `"from" = '1'`,
  `"to" = '1'`,
  "entries = substring(entries from 41)",
  "entries = set_byte(entries, 9, 255 - get_byte(entries, 9))",
  "digest = md5(digest) || md5(digest)",
  "previous = md5(previous) || md5(previous)",
];

test("whatever the owner of the tables changes, removes or adds, the first entry or seal that is broken is named", async () => {
  for (let n = 0; n < 8; n++) await wrote(`request:${n}`);
  await sealedAll(2);
  for (const table of ["audit", "audit_seal"])
    await opened.db.execute(sql.raw(`create table ${table}_kept as table ${table}`));
  const ids = (await opened.db.select({ id: audit.id }).from(audit).orderBy(asc(audit.id))).map(({ id }) => id);
  const seals = (await opened.db.select({ n: auditSeal.n }).from(auditSeal)).map(({ n }) => n);
  const some = (of: readonly number[]) => fc.sample(fc.constantFrom(...of), 1)[0] ?? 0;
  const harm = [
    ...entryChanges
      .map((set) => ({ set, id: some(ids) }))
      .map(({ set, id }) => {
        return { statement: `update audit set ${set} where id = ${id}`, named: `Entry ${id} was changed` };
      }),
    ...[some(ids)].map((id) => {
      return { statement: `delete from audit where id = ${id}`, named: `Entry ${id} is missing` };
    }),
    {
      statement: `insert into audit (id, xid, actor, who, door, verb, subject, outcome)
        select 1000, xid, actor, who, door, verb, subject, outcome from audit where id = ${some(ids)}`,
      named: "Entry 1000 was inserted",
    },
    ...sealChanges
      .map((set) => ({ set, n: some(seals) }))
      .map(({ set, n }) => {
        return { statement: `update audit_seal set ${set} where n = ${n}`, named: `Seal ${n} was changed` };
      }),
    ...[some(seals.slice(0, -1))].map((n) => {
      return { statement: `delete from audit_seal where n = ${n}`, named: `Seal ${n} is missing` };
    }),
  ];
  for (const { statement, named } of harm) {
    await tampered(statement);
    expect({ statement, broken: (await verifyAudit(opened.db)).broken }).toEqual({
      statement,
      broken: expect.stringContaining(named),
    });
    await tampered(
      ["audit", "audit_seal"]
        .map((table) => `truncate ${table}; insert into ${table} select * from ${table}_kept`)
        .join("; "),
    );
  }
  expect(await verifyAudit(opened.db)).toMatchObject({ entries: 8, broken: null });
});

test("a chain whose end was cut off is not the one whose digest was kept elsewhere", async () => {
  await wrote("request:1");
  await sealedAll();
  const { head: earlier } = await verifyAudit(opened.db);
  await wrote("request:2");
  await sealedAll();
  const { head } = await verifyAudit(opened.db);
  for (const expected of [earlier, head])
    expect(await verifyAudit(opened.db, { expected })).toMatchObject({ broken: null, head });
  await tampered("delete from audit_seal where n = 2; delete from audit where subject = 'request:2'");
  expect(await verifyAudit(opened.db)).toMatchObject({ broken: null, head: earlier });
  expect((await verifyAudit(opened.db, { expected: head })).broken).toContain(`No seal has the digest ${head}`);
});
