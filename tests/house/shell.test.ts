import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const rooms = ["app", "components", "db", "lib"];

/** What hands a text to a shell, and what makes a program of one. */
const throughShell =
  /\bshell:\s*(true|["'`]|process)|\bexec(Sync)?\s*\((?=[^)])|from "(node:)?vm"|\bnew Function\(|(?<![.\w])eval\(/;
const fromChildProcess = /import \{([^}]*)\} from "(?:node:)?child_process"/;

/** Whether this source could hand a text to a shell: a regular expression's or a query's `exec` is another. */
function reachesShell(source: string): boolean {
  const taken = fromChildProcess.exec(source)?.[1] ?? "";
  return /\bexec(Sync)?\b/.test(taken) || throughShell.test(source.replaceAll(/\.exec(Sync)?\(/g, ".found("));
}

test("no input reaches a shell: programs are started with their arguments as a list", () => {
  const files = rooms.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => path.join(room, file)),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((file) => reachesShell(readFileSync(path.join(root, file), "utf8")))).toEqual([]);
});

test.each([
  'import { exec } from "node:child_process";',
  'import { spawn, execSync } from "child_process";',
  'spawn("ls", [name], { shell: true });',
  "exec(`ls ${name}`);",
  "const run = new Function(text);",
  "eval(text);",
])("%s would be found", (source) => expect(reachesShell(source)).toBe(true));

test.each(['spawn("terraform", ["init"], { cwd });', "/a(b)/.exec(text);", "const evaluate = (text: string) => text;"])(
  "%s is none",
  (source) => expect(reachesShell(source)).toBe(false),
);
