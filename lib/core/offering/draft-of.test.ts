import { expect, test } from "vitest";
import { good } from "./document.fixture.ts";
import { checkOffering } from "./lint.ts";
import type { CheckContext } from "./lint.ts";

const known = { teams: ["data-platform", "compute"], offerings: ["redis-cache"] };
const called = (name: string, more: CheckContext) =>
  told(good.replace(/^(\s+name: ).*$/m, `$1${name}`), { ...known, ...more });
const ownedBy = (owner: string, publishable: string[]) =>
  told(good.replace("owner: data-platform", `owner: ${owner}`), { ...known, publishable });

function told(source: string, context: CheckContext): string[] {
  return checkOffering(source, context)
    .issues.filter(({ path }) => path === "/metadata/name" || path === "/metadata/owner")
    .map(({ severity, line, message }) => `${severity} ${line}: ${message}`);
}

test("a name that another offering has is told while a new one is written", () => {
  const draftOf = { name: "brand-new", published: false };
  expect(called("redis-cache", { draftOf })).toEqual([
    expect.stringMatching(/^error \d+: The name redis-cache is taken\. Give it another one\.$/),
  ]);
  expect(called("brand-new", { draftOf })).toEqual([]);
  expect(called("another", { draftOf })).toEqual([]);
  expect(called("redis-cache", { draftOf: { name: "redis-cache", published: true } })).toEqual([]);
  expect(called("redis-cache", {})).toEqual([]);
});

test("that an offering keeps its name is told while it is written", () => {
  expect(called("another", { draftOf: { name: "redis-cache", published: true } })).toEqual([
    expect.stringContaining("This is a draft of redis-cache: an offering keeps its name."),
  ]);
});

test("an owner whose offerings the writer may not publish is told while it is written", () => {
  expect(ownedBy("compute", ["data-platform"])).toEqual([
    "error 7: You may not publish offerings of compute. You may for data-platform.",
  ]);
  expect(ownedBy("computr", ["data-platform"])).toEqual([
    "error 7: computr is no team of this organisation; did you mean compute?",
  ]);
  expect(ownedBy("data-platform", ["data-platform"])).toEqual([]);
  expect(ownedBy("later", known.teams)).toEqual([expect.stringContaining("warning 7: later is no team")]);
});
