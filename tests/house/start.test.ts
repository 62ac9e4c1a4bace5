import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "pao-start-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ending {
  code: number | null;
  told: string;
}

function run(words: string[], more: Record<string, string> = {}): Promise<Ending> {
  const environment = {
    NODE_ENV: "production",
    PATH: process.env["PATH"],
    PAO_DATA_DIR: path.join(folder, "data"),
    ...more,
  } as const;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      words,
      { cwd: root, env: environment, timeout: 30_000 },
      (_error, _out, told) => resolve({ code: child.exitCode, told: told.trim() }),
    );
  });
}

const supervise = (more: Record<string, string>) => run(["scripts/supervise.ts", "all"], more);
const key = "11".repeat(32);

function take(): Promise<{ port: number; release(): void }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () =>
      resolve({ port: (server.address() as AddressInfo).port, release: () => server.close() }),
    );
  });
}

describe("what keeps PAO from starting is told in one sentence with the remedy", () => {
  test("a taken port", async () => {
    const taken = await take();
    const { code, told } = await supervise({ PORT: String(taken.port) });
    taken.release();
    expect(told).toMatch(
      new RegExp(
        `^Port ${taken.port} \\(the web\\) is taken by another program. Start PAO on another port: PORT=\\d+ npm start$`,
      ),
    );
    expect(code).toBe(1);
  });

  test("a setting that is none", async () => {
    expect(await supervise({ PORT: "http" })).toEqual({
      code: 1,
      told: "PORT must be a whole number. Correct it and start again.",
    });
  });

  test("a data folder that can't be one", async () => {
    writeFileSync(path.join(folder, "file"), "");
    const { code, told } = await supervise({ PAO_DATA_DIR: path.join(folder, "file", "data") });
    expect(told).toMatch(
      /^PAO can't write to its data folder .*: a file is in its way\. Name a folder that it may write to with PAO_DATA_DIR\.$/,
    );
    expect(code).toBe(1);
  });

  test("a database without a way to sign in", async () => {
    const { code, told } = await supervise({ DATABASE_URL: "postgres://pao@127.0.0.1:1/pao", PAO_SECRET_KEY: key });
    expect(told).toMatch(/^DATABASE_URL is set, but nobody could sign in: .* set PAO_SANDBOX=1 .*\.$/);
    expect(code).toBe(1);
  });

  test("a database that refuses", async () => {
    const taken = await take();
    taken.release();
    const database = {
      DATABASE_URL: `postgres://pao@127.0.0.1:${taken.port}/pao`,
      PAO_SECRET_KEY: key,
      PAO_SANDBOX: "1",
      PORT: "4890",
    };
    expect(await supervise(database)).toEqual({
      code: 1,
      told: `No PostgreSQL answers at 127.0.0.1:${taken.port}: the connection was refused. Start it, or correct host and port in DATABASE_URL.`,
    });
  });

  test("an unsuitable Node", async () => {
    const script = `Object.defineProperty(process.versions, "node", { value: "12.22.9" }); require("./scripts/start.cjs");`;
    const { code, told } = await run(["-e", script]);
    expect(told).toMatch(/^PAO needs Node 20 or newer to set itself up; this is Node 12\.22\.9\./);
    expect(code).toBe(1);
  });
});

test.each(["start.cjs", "test.cjs", "install.cjs"])(
  "an old Node can read scripts/%s far enough to say that it is too old",
  (name) => {
    const text = readFileSync(path.join(root, "scripts", name), "utf8");
    expect(text).not.toMatch(/^\s*(const|let|import|class|async)\s|=>|\?\.|\?\?|`\$\{/m);
  },
);

test("the lock file names no host to fetch packages from", () => {
  expect(readFileSync(path.join(root, "package-lock.json"), "utf8")).not.toMatch(/"resolved": "http/);
});
