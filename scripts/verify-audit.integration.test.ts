import { execFile } from "node:child_process";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeAudit } from "#db/audit.ts";
import { sealAudit } from "#db/audit-seal.ts";
import { openDatabase } from "#db/client.ts";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";

let fresh: FreshDatabase;
let opened: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  fresh = await freshDatabase();
  opened = openDatabase(fresh.url);
});

afterAll(async () => {
  await opened.close();
  await fresh.drop();
});

/** As an auditor runs it: with a database, and no other setting. */
function run(url: string, ...words: string[]): Promise<{ code: number; said: string }> {
  const script = path.join(import.meta.dirname, "verify-audit.ts");
  const env = { PATH: process.env["PATH"] ?? "", NODE_ENV: "test" as const, DATABASE_URL: url };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...words], { env }, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, said: out + err }),
    );
  });
}

test("npm run verify-audit ends with 0 when all is whole, with 1 and the broken entry's name when not, and with 2 when it can't tell", async () => {
  for (const n of [1, 2, 3])
    await opened.db.transaction((tx) =>
      writeAudit(tx, {
        actor: { kind: "person", id: "ada", name: "Ada" },
        door: "rest",
        verb: "request.order",
        subject: `request:${n}`,
        outcome: "done",
        detail: {},
      }),
    );
  // Other tests' transactions on the same server hold the sealing back.
  let sealed = 0;
  await expect.poll(async () => (sealed += await sealAudit(opened.db)), { timeout: 20_000 }).toBe(3);
  const whole = await run(fresh.url);
  expect(whole).toMatchObject({ code: 0 });
  expect(whole.said).toContain("The audit is whole: 3 entries");
  const head = /Head: ([0-9a-f]{64})/.exec(whole.said)?.[1] ?? "";
  expect(head).not.toBe("");

  await opened.db.execute(sql`alter table audit disable trigger audit_append_only`);
  await opened.db.execute(sql`delete from audit where id = 2`);
  const broken = await run(fresh.url);
  expect(broken).toMatchObject({ code: 1, said: expect.stringContaining("Entry 2 is missing.") });

  expect(await run(fresh.url, "--expect", "head")).toMatchObject({ code: 2 });
}, 90_000);
