import { describe, expect, test } from "vitest";
import { fixed } from "./assist/fix.ts";
import { checkOffering } from "./lint.ts";
import { mended } from "./mended-documents.fixture.ts";
import { context, document, mistakes } from "./wrong-documents.fixture.ts";

function issuesOf(source: string) {
  return checkOffering(source, context).issues;
}

function told(source: string): string[] {
  return issuesOf(source).map(({ severity, line, column, message }) => `${severity} ${line}:${column} ${message}`);
}

test("the document is right before something in it is broken", () => {
  expect(told(document)).toEqual([]);
});

describe("what is wrong with a document is told in a sentence, at its place", () => {
  test.each(mistakes)("%s → %s", (right, wrong, expected) => {
    expect(document).toContain(right);
    expect(told(document.replace(right, () => wrong))).toEqual(expected);
  });
});

describe("what is sure is put right by one click", () => {
  test.each(mended)("%s → %s → %s", (right, wrong, expected) => {
    const broken = document.replace(right, () => wrong);
    const mistake = issuesOf(broken).find(({ fix }) => fix);
    const after = mistake?.fix ? fixed(broken, mistake.fix) : broken;
    expect(after).toBe(document.replace(right, () => expected));
    expect(issuesOf(after).map(({ message }) => message)).not.toContain(mistake?.message);
  });
});
