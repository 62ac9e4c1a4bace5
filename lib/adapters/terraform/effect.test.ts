import { expect, test } from "vitest";
import { differs, doneBefore } from "./effect.ts";

const before = { key: "k", changes: { a: "create", b: "create", c: "update" }, begun: [] };

test("what a cut-off run had planned and not begun may be applied", () => {
  expect(differs(before, "k", before.changes)).toBeNull();
  expect(differs(null, "k", { a: "create" })).toBeNull();
});

test("the rest of it may be applied, when what had begun is done", () => {
  expect(differs({ ...before, begun: ["a"] }, "k", { b: "create", c: "update" })).toBeNull();
});

test("what had begun and is planned again is a person's to judge", () => {
  expect(differs({ ...before, begun: ["a"] }, "k", before.changes)?.detail).toBe("Planned now: a (create).");
});

test("another plan, and the plan of another step, are a person's to judge", () => {
  expect(differs(before, "k", { a: "replace" })?.detail).toContain("a (replace)");
  expect(differs(before, "k", { d: "create" })?.detail).toContain("d (create)");
  expect(differs(before, "other", { a: "create" })?.sentence).toMatch(/cut off/);
});

test("what it had planned and is not planned any more is done; what another step had planned says nothing", () => {
  expect(doneBefore(before, "k", { b: "create" })).toEqual({ a: "create", c: "update" });
  expect(doneBefore(before, "other", {})).toEqual({});
  expect(doneBefore(null, "k", {})).toEqual({});
});
