import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "#db/client.ts";
import { saveConnection } from "#db/connection.ts";
import { startEmbedded } from "#db/embedded.ts";
import { loadInstallation } from "#db/installation.ts";
import { migrate } from "#db/migrate.ts";
import { sealedPlaces } from "#db/reseal.ts";
import { sealedFor } from "#db/sealed.ts";
import { spareFile } from "#lib/engine/keeper/spare.ts";
import { readKey } from "#lib/env.ts";
import { keysIn } from "#lib/key-file.ts";
import { seal, secretsWith } from "#lib/secret.ts";
import { rotate } from "#scripts/rotate/rotate.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";

const root = path.resolve(import.meta.dirname, "..");
const oldKey = process.env["PAO_SECRET_KEY"] ?? "";
const newKey = Buffer.alloc(32, 9).toString("base64");
const secretsOf = (...keys: string[]) => {
  const [first, ...more] = keys.flatMap((key) => readKey(key) ?? []);
  expect.assert(first !== undefined);
  return secretsWith(first, ...more);
};

let stage: Stage;
let folder = "";
let number = 0;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "pao-rotate-"));
  stage = await openStage();
  await stage.db.execute(sql`update installation set key_fingerprint = ${secretsOf(oldKey).fingerprints()[0]}`);
  number = await stage.order([{ id: "make", uses: "manual", with: { team: "checkout", instructions: "Make it." } }], {
    secrets: { "/pin": "4711" },
  });
  await stage.db.execute(sql`
    update request set sealed_outputs = ${seal('{"password":"blue"}', sealedFor.outputs(number))} where number = ${number}`);
  await stage.db.execute(sql`
    update step set sealed_outputs = ${seal('{"token":"red"}', sealedFor.stepOutputs(number, "make"))} where request = ${number}`);
  const [row] = await stage.db.execute<{ resource: string }>(sql`select resource from request`);
  const { resource = "" } = row ?? {};
  await stage.db.execute(sql`
    update resource set sealed_outputs = ${seal('{"password":"blue"}', sealedFor.resourceOutputs(resource))}`);
  for (let at = 100; at < 350; at++)
    await stage.db.execute(sql`
      insert into terraform_state (workspace, sealed)
      values (${`r/${at}`}, ${seal(`{"serial":${at}}`, sealedFor.state(`r/${at}`))})`);
}, 60_000);

afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await stage.end();
  rmSync(folder, { recursive: true, force: true });
});

function runRotation(settings: Record<string, string>): {
  child: ChildProcess;
  ended: Promise<[number | null, string]>;
} {
  const child = spawn(process.execPath, ["scripts/rotate-key.ts"], {
    cwd: root,
    env: { NODE_ENV: "production", PATH: process.env["PATH"], PAO_DATA_DIR: folder, PAO_SANDBOX: "1", ...settings },
  });
  running.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece: Buffer) => (said += piece.toString()));
  return { child, ended: new Promise((resolve) => child.once("close", (code) => resolve([code, said]))) };
}

const both = () => ({ DATABASE_URL: stage.url, PAO_SECRET_KEY: newKey, PAO_SECRET_KEY_OLD: oldKey });

const rotateAgain = () => rotate(stage.url, folder, [Buffer.from(newKey, "base64"), Buffer.from(oldKey, "base64")]);

/** How many texts are sealed with which key. */
async function sealedWith(key: string): Promise<number> {
  const [name] = secretsOf(key).fingerprints();
  const counts = await Promise.all(
    sealedPlaces.map(({ table, column }) =>
      stage.db.execute<{ count: number }>(
        sql`select count(*)::int as count from ${sql.identifier(table)} where starts_with(${sql.identifier(column)}, ${`v1.${name}.`})`,
      ),
    ),
  );
  return counts.reduce((sum, [row]) => sum + (row?.count ?? 0), 0);
}

test("every column that holds sealed texts is sealed anew", async () => {
  const columns = await stage.db.execute<{ place: string }>(sql`
    select table_name || '.' || column_name as place from information_schema.columns
    where table_schema = 'public' and column_name like '%sealed%' and data_type = 'text'`);
  expect(columns.map(({ place }) => place).sort()).toEqual(
    sealedPlaces.map(({ table, column }) => `${table}.${column}`).sort(),
  );
});

test("without both keys it says what to do", async () => {
  const [code, said] = await runRotation({ DATABASE_URL: stage.url, PAO_SECRET_KEY: oldKey }).ended;
  expect(code).toBe(1);
  expect(said).toContain("PAO_SECRET_KEY_OLD are both needed");
});

test("who is killed on the way goes on where they were; what is written meanwhile stands", async () => {
  const before = await sealedWith(oldKey);
  expect(before).toBeGreaterThan(250);
  const held = postgres(stage.url, { max: 1, onnotice: () => {} });
  const letGo = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const writer = held.begin(async (tx) => {
    await tx`select from terraform_state where workspace = 'r/250' for update`;
    locked.resolve();
    await letGo.promise;
    const sealed = secretsOf(newKey, oldKey).seal('{"serial":9999}', sealedFor.state("r/250"));
    await tx`update terraform_state set sealed = ${sealed} where workspace = 'r/250'`;
  });
  await locked.promise;
  const first = runRotation(both());
  // All before the row that somebody works on is done, and that it waits for.
  await stage.until(async () => (await sealedWith(newKey)) >= 100);
  first.child.kill("SIGKILL");
  await first.ended;
  expect(await sealedWith(oldKey)).toBeGreaterThan(0);
  expect(await loadInstallation(stage.db)).toMatchObject({
    keyFingerprint: secretsOf(oldKey).fingerprints()[0],
    nextFingerprint: secretsOf(newKey).fingerprints()[0],
  });
  for (const one of [oldKey, newKey])
    await expect(migrate(stage.url, secretsOf(one).fingerprints())).rejects.toThrow("is being replaced");

  const second = runRotation(both());
  letGo.resolve();
  await writer;
  await held.end();
  const [code, said] = await second.ended;
  expect(said).toContain("secret values open with the new key alone.");
  expect(code).toBe(0);
  expect(await sealedWith(oldKey)).toBe(0);
  const alone = secretsOf(newKey);
  const [state] = await stage.db.execute<{ sealed: string }>(
    sql`select sealed from terraform_state where workspace = 'r/250'`,
  );
  expect(alone.open(state?.sealed ?? "", sealedFor.state("r/250"))).toBe('{"serial":9999}');
  const [row] = await stage.db.execute<{ inputs: string; outputs: string }>(
    sql`select sealed_inputs as inputs, sealed_outputs as outputs from request`,
  );
  expect(alone.open(row?.inputs ?? "", sealedFor.inputs(number))).toBe('{"/pin":"4711"}');
  expect(alone.open(row?.outputs ?? "", sealedFor.outputs(number))).toBe('{"password":"blue"}');
}, 90_000);

test("once it is done only the new key is taken, and to do it again changes nothing", async () => {
  const [current] = secretsOf(newKey).fingerprints();
  expect(await loadInstallation(stage.db)).toMatchObject({ keyFingerprint: current, nextFingerprint: null });
  await expect(migrate(stage.url, secretsOf(oldKey).fingerprints())).rejects.toThrow("another secret key");
  await migrate(stage.url, [current]);
  expect(await rotateAgain()).toMatchObject({ resealed: 0, unopened: [] });
});

test("what neither key opens is named and left, and keeps nobody from the new key", async () => {
  const foreign = secretsOf(Buffer.alloc(32, 3).toString("base64")).seal("{}", sealedFor.state("r/foreign"));
  await stage.db.execute(sql`insert into terraform_state (workspace, sealed) values ('r/foreign', ${foreign})`);
  expect(await rotateAgain()).toMatchObject({ resealed: 0, unopened: ["terraform:r/foreign"] });
  expect((await loadInstallation(stage.db)).nextFingerprint).toBeNull();
  await stage.db.execute(sql`delete from terraform_state where workspace = 'r/foreign'`);
});

test("states that a run left beside the database are sealed anew as well", async () => {
  const file = spareFile(folder, "r/left");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, secretsOf(oldKey).seal("{}", sealedFor.state("r/left")));
  expect(await rotateAgain()).toMatchObject({ resealed: 1, unopened: [] });
  expect(secretsOf(newKey).open(readFileSync(file, "utf8"), sealedFor.state("r/left"))).toBe("{}");
});

test("with PAO's own database the key file is replaced, and the key before is kept for backups", async () => {
  const own = path.join(folder, "own");
  const file = path.join(own, "secret.key");
  const [old] = keysIn(file);
  const before = secretsWith(old);
  const first = await startEmbedded({ directory: own, throwaway: true });
  await migrate(first.url, before.fingerprints());
  await inDatabase(first.url, async (db) => {
    const given = { name: "hub", kind: "http", baseUrl: "https://x.example", settings: {}, credential: {} } as const;
    await db.transaction((tx) => saveConnection(tx, given));
    await db.execute(sql`update connection set sealed_credential = ${before.seal('{"token":"t"}', "connection:hub")}`);
  });
  await first.stop();

  const [code, said] = await runRotation({ PAO_DATA_DIR: own }).ended;
  expect([code, said]).toEqual([0, expect.stringContaining(`Back up ${file} now.`)]);
  const [now, ...more] = keysIn(file);
  expect(more).toEqual([]);
  expect(now).not.toEqual(old);
  const aside = readdirSync(own).filter((name) => name.startsWith("secret.key."));
  expect(aside).toEqual([`secret.key.${before.fingerprints()[0]}`]);
  expect(existsSync(path.join(own, "supervisor.pid"))).toBe(false);

  const again = await startEmbedded({ directory: own, throwaway: true });
  await migrate(again.url, secretsWith(now).fingerprints());
  await inDatabase(again.url, async (db) => {
    const [row] = await db.execute<{ sealed: string }>(sql`select sealed_credential as sealed from connection`);
    expect(secretsWith(now).open(row?.sealed ?? "", "connection:hub")).toBe('{"token":"t"}');
  });
  await again.stop();
  rmSync(again.cluster, { recursive: true, force: true });
}, 90_000);

async function inDatabase(url: string, work: (db: Stage["db"]) => Promise<void>): Promise<void> {
  const { db, close } = openDatabase(url, { poolSize: 2 });
  try {
    await work(db);
  } finally {
    await close();
  }
}
