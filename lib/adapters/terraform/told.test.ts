import { expect, test } from "vitest";
import { willDo } from "./binary.ts";
import { said } from "./said.ts";
import { existing } from "./state.ts";
import { Narrator, problemOf } from "./told.ts";

const hook = (type: string, addr: string, action: string, more: object = {}) =>
  JSON.stringify({ type, hook: { resource: { addr }, action, ...more } });

const planned = (addr: string, action: string) =>
  JSON.stringify({ type: "planned_change", change: { resource: { addr }, action } });
const summary = (text: string) => JSON.stringify({ type: "change_summary", "@message": text });

function narrator() {
  const told: string[] = [];
  const narrator = new Narrator("modules/db", (text) => told.push(text));
  const hear = (lines: string[]) => lines.flatMap((line) => said(line) ?? []).forEach((event) => narrator.tell(event));
  return { told, hear, sumUp: () => narrator.sumUp() };
}

function narrated(lines: string[]): string[] {
  const { told, hear } = narrator();
  hear(lines);
  return told;
}

test("progress is told per resource, and counted", () => {
  expect(
    narrated([
      planned("a.one", "create"),
      planned("a.two", "replace"),
      hook("apply_start", "a.one", "create"),
      hook("apply_progress", "a.one", "create", { elapsed_seconds: 10 }),
      hook("provision_progress", "a.one", "", { output: 'Executing: ["/bin/sh" "-c" "echo half"]' }),
      hook("provision_progress", "a.one", "", { output: "half\n" }),
      hook("apply_complete", "a.one", "create", { elapsed_seconds: 12, id_value: "secret" }),
      hook("apply_complete", "a.two", "delete"),
      hook("apply_complete", "a.two", "create"),
    ]),
  ).toEqual([
    "a.one: to be created",
    "a.two: to be replaced",
    "a.one: creating…",
    "a.one: creating… 10 s",
    "a.one: half",
    "a.one: created in 12 s (1 of 2 done)",
    "a.two: removed in 0 s (1 of 2 done)",
    "a.two: created in 0 s (2 of 2 done)",
  ]);
});

test("what is planned is told once, though applying says it again, and a sum only of what has gone well", () => {
  const { told, hear, sumUp } = narrator();
  hear([planned("a.one", "create"), summary("Plan: 1 to add.")]);
  sumUp();
  hear([planned("a.one", "create"), hook("apply_complete", "a.one", "create"), summary("Apply complete!")]);
  sumUp();
  hear([planned("a.two", "create"), summary("Plan: 0 to add.")]);
  expect(told).toEqual([
    "a.one: to be created",
    "Plan: 1 to add.",
    "a.one: created in 0 s (1 of 1 done)",
    "Apply complete!",
    "a.two: to be created",
  ]);
});

test("values are never told", () => {
  const outputs = { type: "outputs", "@message": "x", outputs: { password: { value: "secret" } } };
  expect(narrated([JSON.stringify(outputs), "{", "plain text", "[]", "{}"])).toEqual([]);
});

test("an error is a sentence with file and line, and the rest its detail", () => {
  const otherwise = { code: "terraform_failed", sentence: "It failed.", detail: "", remedy: "Mend it." };
  const first = {
    severity: "error",
    summary: "Bad value",
    detail: "It is bad.",
    file: "../net/main.tf",
    line: 7,
  } as const;
  const second = { severity: "error", summary: "Worse", detail: "" } as const;
  expect(problemOf([first, second], "modules/db", otherwise)).toEqual({
    code: "terraform_failed",
    sentence: "modules/net/main.tf:7: Bad value.",
    detail: "It is bad.\n\nWorse.",
    remedy: "Mend it.",
  });
  expect(problemOf([{ ...first, severity: "warning" }], "modules/db", otherwise)).toEqual(otherwise);
});

test("a place outside the module's files is not named", () => {
  const otherwise = { code: "x", sentence: "", detail: "", remedy: "" };
  const one = {
    severity: "error",
    summary: "Bad",
    detail: "",
    file: "../../../variables.tfvars.json",
    line: 1,
  } as const;
  expect(problemOf([one], "modules/db", otherwise).sentence).toBe("Bad.");
});

test("a state says what exists, and what is half made", () => {
  const state = {
    resources: [
      { mode: "managed", type: "a", name: "x", instances: [{ index_key: 0 }, { index_key: "k", status: "tainted" }] },
      { mode: "managed", module: "module.m", type: "b", name: "y", instances: [{}] },
      { mode: "data", type: "c", name: "z", instances: [{}] },
    ],
  };
  expect(existing(JSON.stringify(state))).toEqual(["a.x[0]", 'a.x["k"] (half made)', "module.m.b.y"]);
  expect(existing(null)).toEqual([]);
});

test("a Terraform that does not say as JSON what it does will not do", () => {
  expect(["1.9.0", "1.11.4", "2.0.0-beta1"].every(willDo)).toBe(true);
  expect(["1.8.5", "0.15.0", "?"].some(willDo)).toBe(false);
});
