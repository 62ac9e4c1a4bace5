import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { LogFile } from "./log-file.ts";

const folder = () => mkdtempSync(path.join(tmpdir(), "pao-log-"));
const holds = (file: string, text: string) => vi.waitFor(() => expect(readFileSync(file, "utf8")).toBe(text));

test("the log of the start before is kept", async () => {
  const file = path.join(folder(), "web.log");
  new LogFile(file).line("one");
  await holds(file, "one\n");
  new LogFile(file).line("two");
  await holds(file, "two\n");
  await holds(file.replace(".log", ".1.log"), "one\n");
});

test("a log that grows too large begins anew, and what was before is kept once", async () => {
  const file = path.join(folder(), "web.log");
  const log = new LogFile(file, 20);
  log.line("0123456789");
  await holds(file, "0123456789\n");
  log.line("abcdefghij");
  await holds(file, "abcdefghij\n");
  await holds(file.replace(".log", ".1.log"), "0123456789\n");
});
