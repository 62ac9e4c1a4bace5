import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openText } from "#lib/core/offering/edit/open-text.ts";
import { withoutQuestion, withQuestion, withQuestionMoved } from "#lib/core/offering/edit/question.ts";
import { withItemMoved, withoutPolicy, withoutStep, withPolicy, withStep } from "#lib/core/offering/edit/step.ts";
import { outlineOf } from "./outline.ts";
import type { OutlinePart } from "./outline.ts";

/** With pages, conditions, operations, several ways, comments, and lists on one line. */
const names = ["postgresql", "new-application", "virtual-machine"];
const documents = names.map((name) => ({ name, source: readFileSync(`offerings/${name}.yaml`, "utf8") }));

function partsOf(source: string): OutlinePart[] {
  const outline = outlineOf(source);
  return "parts" in outline ? outline.parts : [];
}

/** Lines of one text that the other does not have. */
function linesOnlyIn(one: string, other: string): string[] {
  const known = new Set(other.split("\n"));
  return one.split("\n").filter((line) => !known.has(line));
}

describe.each(documents)("every edit of $name", ({ source }) => {
  const parts = partsOf(source);

  test("that takes something away writes no more than the lists that named it", () => {
    for (const part of parts) {
      for (const { path } of part.questions) {
        const made = withoutQuestion(source, part.path, path);
        // What is required, and the page it stood on.
        expect(linesOnlyIn(made, source).length).toBeLessThanOrEqual(2);
        expect(openText(made).value).not.toEqual(openText(source).value);
      }
      for (const { path, id } of part.steps) {
        const naming = part.steps.filter(({ needs }) => needs?.includes(id)).length;
        expect(linesOnlyIn(withoutStep(source, path), source).length).toBeLessThanOrEqual(naming + 1);
      }
      for (const { path } of part.policies) expect(linesOnlyIn(withoutPolicy(source, path), source)).toEqual([]);
    }
  });

  test("that adds something keeps every line but those that name it", () => {
    for (const { path: base } of parts) {
      const question = { schema: { type: "string" }, required: true, field: { help: "So." } };
      const asked = withQuestion(source, base, [...base, "inputs", "properties", "brandNew"], question);
      // What is required, and where all questions stand on one line.
      expect(linesOnlyIn(source, asked).length).toBeLessThanOrEqual(2);
      expect(linesOnlyIn(source, withStep(source, base, { id: "brand_new", uses: "manual" }))).toEqual([]);
      expect(linesOnlyIn(source, withPolicy(source, base, { id: "brand-new", effect: "warn" }))).toEqual([]);
    }
  });

  test("that moves something up moves it back down", () => {
    for (const part of parts) {
      for (const { path, moves, page } of part.questions) {
        if (!moves.up || page) continue;
        const up = withQuestionMoved(source, part.path, path, -1);
        expect(withQuestionMoved(up, part.path, path, 1)).toBe(source);
      }
      for (const [at, { path }] of part.steps.entries()) {
        const up = withItemMoved(source, path, -1);
        expect(withItemMoved(up, [...path.slice(0, -1), Math.max(at - 1, 0)], at === 0 ? -1 : 1)).toBe(source);
      }
    }
  });
});
