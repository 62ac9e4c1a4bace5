import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

/** A child that says when it is up, and what it does when it is told to end. */
function child(stop: string, patienceMs = 500) {
  const script = `import { endWithParent } from "./lib/process.ts";
    setInterval(() => {}, 1000);
    endWithParent(${stop}, ${patienceMs});
    process.send("up");`;
  const started = spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let said = "";
  started.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const up = new Promise<void>((resolve) => started.once("message", () => resolve()));
  // Not "close": it does not come after a parent's own disconnect.
  const code = new Promise<number | null>((resolve) => started.once("exit", resolve));
  const heard = new Promise<void>((resolve) => started.stdout?.once("end", resolve));
  const ended = Promise.all([code, heard]).then(([exitCode]) => ({ code: exitCode, said: said.trim() }));
  return { started, up, ended };
}

const tidy = "() => console.log('tidied')";

test("a child ends in order when its parent is gone", async () => {
  const { started, up, ended } = child(tidy);
  await up;
  started.disconnect();
  expect(await ended).toEqual({ code: 0, said: "tidied" });
});

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("a child ends in order on %s", async (signal) => {
  const { started, up, ended } = child(tidy);
  await up;
  started.kill(signal);
  expect(await ended).toEqual({ code: 0, said: "tidied" });
});

test("a child that can't come to an end is ended", async () => {
  const { started, up, ended } = child("() => new Promise(() => {})");
  await up;
  started.disconnect();
  expect((await ended).code).toBe(1);
});

test("who asks again hurries it, and the echoes of one Ctrl-C do not", async () => {
  const hurried =
    "(hurry) => new Promise((done) => hurry.addEventListener('abort', () => done(console.log('hurried'))))";
  const { started, up, ended } = child(hurried, 20_000);
  await up;
  const began = performance.now();
  const again = setInterval(() => started.kill("SIGINT"), 20);
  expect(await ended).toEqual({ code: 0, said: "hurried" });
  clearInterval(again);
  expect(performance.now() - began).toBeGreaterThan(900);
});

test("a stop that fails is told by the code", async () => {
  const { started, up, ended } = child("() => { throw new Error('stuck'); }");
  await up;
  started.kill("SIGTERM");
  expect((await ended).code).toBe(1);
});

test("a connection that breaks while it is opened ends nothing, and any other rejection that nobody hears does", async () => {
  const rejecting = (error: string) => {
    const script = `import { outliveBrokenConnections } from "./lib/process.ts";
      outliveBrokenConnections();
      Promise.reject(${error});
      setTimeout(() => console.log("goes on"), 50);`;
    const words = ["--input-type=module", "-e", script];
    const { status, stdout } = spawnSync(process.execPath, words, { cwd: root, encoding: "utf8" });
    return { status, goesOn: stdout.includes("goes on") };
  };
  const lost = 'Object.assign(new Error("read ECONNRESET"), { query: "select from pg_catalog.pg_type" })';
  expect(rejecting(lost)).toEqual({ status: 0, goesOn: true });
  expect(rejecting('new Error("read ECONNRESET")')).toEqual({ status: 1, goesOn: false });
});
