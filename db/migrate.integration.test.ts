import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, expect, inject, test } from "vitest";
import { openDatabase } from "./client.ts";
import { loadInstallation } from "./installation.ts";
import { migrate } from "./migrate.ts";

const server = inject("postgres").url;
const made: string[] = [];

async function emptyDatabase(): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  made.push(name);
  await administer(`create database ${name}`);
  return server.replace(/[^/]*$/, name);
}

async function administer(statement: string): Promise<void> {
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  await sql.unsafe(statement);
  await sql.end();
}

afterAll(async () => {
  for (const name of made) await administer(`drop database if exists ${name} with (force)`);
});

test("several processes that start at once migrate once, and again nothing changes", async () => {
  const url = await emptyDatabase();
  await Promise.all([migrate(url, ["key"]), migrate(url, ["key"]), migrate(url, ["key"])]);
  const { db, close } = openDatabase(url);
  const { id } = await loadInstallation(db);
  await migrate(url, ["key"]);
  expect((await loadInstallation(db)).id).toBe(id);
  await close();
});

test("a database that was set up with another key is refused, with the remedy", async () => {
  const url = await emptyDatabase();
  await migrate(url, ["first"]);
  await expect(migrate(url, ["second"])).rejects.toMatchObject({
    code: "invalid",
    remedy: expect.stringContaining("first") as string,
  });
});
