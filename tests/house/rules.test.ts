import { beforeAll, expect, test } from "vitest";
import { type Findings, lintPlanted } from "./planted.ts";

const lines = (count: number) => Array.from({ length: count }, (_, at) => `  it(${at});`).join("\n");
const head = "declare const it: (at: number) => void;\n";

/** A planted sample of each habit that the linter keeps us from, and the rule that must catch it. */
const samples: [rule: string, file: string, text: string][] = [
  ["no-process-env", "lib/engine/reads-environment.ts", "export const port = process.env.PORT;\n"],
  ["no-restricted-globals", "lib/core/reads-environment.ts", "export const folder = () => process.cwd();\n"],
  ["no-restricted-globals", "lib/core/asks-outside.ts", 'export const answer = () => fetch("http://localhost");\n'],
  ["no-restricted-properties", "lib/core/reads-clock.ts", "export const now = () => Date.now();\n"],
  ["no-restricted-properties", "lib/core/throws-dice.ts", "export const dice = () => Math.random();\n"],
  ["no-console", "lib/engine/prints.ts", 'console.log("done");\n'],
  ["no-explicit-any", "lib/engine/any.ts", "export const read = (value: any): string => String(value);\n"],
  ["no-non-null-assertion", "lib/engine/non-null.ts", "export const first = (list: string[]): string => list[0]!;\n"],
  [
    "no-floating-promises",
    "lib/engine/floating.ts",
    "const work = async () => 1;\nexport function go(): void {\n  work();\n}\n",
  ],
  [
    "no-misused-promises",
    "lib/engine/misused.ts",
    "const work = async () => true;\nexport const go = () => (work() ? 1 : 2);\n",
  ],
  ["max-lines", "lib/engine/long-file.ts", `${head}${"it(1);\n".repeat(300)}`],
  ["max-lines-per-function", "lib/engine/long-function.ts", `${head}export function long(): void {\n${lines(61)}\n}\n`],
  ["no-cycle", "lib/engine/circle.ts", 'import { two } from "./circle-back.ts";\nexport const one = () => two();\n'],
];

const harmless: Record<string, string> = {
  "lib/engine/circle-back.ts":
    'import { one } from "#lib/engine/circle.ts";\nexport const two = (): unknown => one();\n',
  "lib/engine/well-kept.ts": `${head}export async function work(): Promise<void> {\n  await Promise.resolve();\n  it(Date.now());\n}\n`,
  "lib/core/well-kept.ts": "export const day = (time: Date): string => time.toISOString().slice(0, 10);\n",
  "lib/env.ts": "export const port = process.env.PORT;\n",
  "scripts/prints.ts": 'console.log("done");\n',
};

let findings: Findings;
beforeAll(async () => {
  findings = await lintPlanted({ ...harmless, ...Object.fromEntries(samples.map(([, file, text]) => [file, text])) });
}, 60_000);

test.each(samples)("%s catches %s", (rule, file) => {
  expect(findings[file]).toContain(rule);
});

test.each(["lib/engine/well-kept.ts", "lib/core/well-kept.ts", "lib/env.ts", "scripts/prints.ts"])(
  "%s passes",
  (file) => {
    expect(findings[file]).toEqual([]);
  },
);
