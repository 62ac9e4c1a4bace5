import { expect, test } from "vitest";
import { answersForDisplay } from "./answers.ts";
import { buildForm } from "./build.ts";

const form = buildForm(
  {
    type: "object",
    properties: {
      size: { enum: ["s", "l"] },
      version: { oneOf: [{ const: 16, title: "16 (old)" }, { const: 17 }] },
      retention_days: { type: "integer" },
      replica: { type: "boolean", title: "Read replica" },
      network: { type: "object", title: "Network", properties: { cidr: { type: "string", title: "CIDR" } } },
      rules: { type: "array", title: "Rules", items: { type: "object", properties: { port: { type: "integer" } } } },
      zones: { type: "array", items: { enum: ["a", "b"] } },
      password: { type: "string", writeOnly: true },
    },
  },
  {
    pages: [{ title: "All", fields: ["password", "size"] }],
    fields: { size: { labels: { s: "Small" } }, retention_days: { unit: "days" } },
  },
);

test("answers are shown in the order of the pages, in words, with their titles and units", () => {
  const inputs = {
    size: "s",
    version: 16,
    retention_days: 7,
    replica: true,
    network: { cidr: "10.0.0.0/16" },
    rules: [{ port: 443 }],
    zones: ["a", "b"],
    password: "x",
  };
  expect(
    answersForDisplay(form, inputs).map(({ title, text, unit }) => `${title}: ${text}${unit ? ` ${unit}` : ""}`),
  ).toEqual([
    "Password: ••••••",
    "Size: Small",
    "Version: 16 (old)",
    "Retention days: 7 days",
    "Read replica: yes",
    "Network · CIDR: 10.0.0.0/16",
    "Rules 1 · Port: 443",
    "Zones: a, b",
  ]);
});

test("what the form no longer asks is still shown by its name", () => {
  expect(answersForDisplay(form, { old_name: "x" })).toEqual([
    { path: "/old_name", title: "Old name", text: "x", secret: false },
  ]);
});

test("a character that would turn the line round is named instead", () => {
  const [answer] = answersForDisplay(form, { size: "l\u202Egpj.exe" });
  expect(answer?.text).toBe("l[U+202E]gpj.exe");
});
