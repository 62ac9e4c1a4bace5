import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Embedded, startEmbedded } from "./embedded.ts";
import { until } from "./embedded-process.ts";
import { isRunning } from "#lib/process.ts";

const directory = mkdtempSync(path.join(tmpdir(), "pao-test-embedded-"));
chmodSync(directory, 0o755);
let server: Embedded;

beforeAll(async () => {
  server = await startEmbedded({ directory });
});

afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
  rmSync(server.cluster, { recursive: true, force: true });
});

async function ask(text: string): Promise<unknown[]> {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}

test("PAO's own PostgreSQL speaks UTF-8 and UTC, and listens on this machine only", async () => {
  const settings = ["server_encoding", "timezone", "listen_addresses"].map(
    (name) => `current_setting('${name}') as ${name}`,
  );
  expect(await ask(`select ${settings.join(", ")}`)).toEqual([
    { server_encoding: "UTF8", timezone: "UTC", listen_addresses: "127.0.0.1" },
  ]);
});

test("its password is in a file that only the owner reads", () => {
  expect(statSync(path.join(directory, "postgres.password")).mode & 0o777).toBe(0o600);
});

test("a server that was left behind is taken over", async () => {
  await ask("create table kept as select 'blue' as colour");
  const again = await startEmbedded({ directory });
  expect(again).toMatchObject({ adopted: true, pid: server.pid, url: server.url });
});

test("after kill -9 the data is still there, on the port that is asked for", async () => {
  process.kill(server.pid, "SIGKILL");
  await server.ended;
  server = await startEmbedded({ directory, port: server.port });
  expect(server.adopted).toBe(false);
  expect(await ask("select colour from kept")).toEqual([{ colour: "blue" }]);
});

test("a note that names another program's process does not keep it from starting", async () => {
  await server.stop();
  const stale = `${process.pid}\n${server.cluster}\n0\n${server.port}\n\n127.0.0.1\n 1 1\nready\n`;
  writeFileSync(path.join(server.cluster, "postmaster.pid"), stale);
  server = await startEmbedded({ directory });
  expect(server.adopted).toBe(false);
});

test("it has its port again where that is free, and another where it is not", async () => {
  const { port } = server;
  await server.stop();
  server = await startEmbedded({ directory });
  expect(server.port).toBe(port);
  await server.stop();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
  server = await startEmbedded({ directory });
  expect(server.port).not.toBe(port);
  other.close();
});

test("a cluster of another version is refused with the way out", async () => {
  await server.stop();
  const file = path.join(server.cluster, "PG_VERSION");
  const made = readFileSync(file, "utf8");
  writeFileSync(file, "12\n");
  await expect(startEmbedded({ directory })).rejects.toThrow(/was made by PostgreSQL 12/);
  writeFileSync(file, made);
  server = await startEmbedded({ directory });
});

test("it is gone when it was stopped", async () => {
  const { pid } = server;
  await server.stop();
  expect(await until(() => !isRunning(pid), 5000)).toBe(true);
});
