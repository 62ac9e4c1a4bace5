import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { accept, bounds } from "./accept.ts";
import { answersForDisplay } from "./answers.ts";
import { buildForm } from "./build.ts";
import { compile } from "./compiled.ts";
import { applyDefaults } from "./defaults.ts";
import type { Form } from "./form.ts";
import { dropHidden } from "./hidden.ts";
import { withSecrets } from "./secrets.ts";
import { settle, withoutUndefined } from "./settle.ts";
import { validate } from "./validate.ts";

const form: Form = buildForm({
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string", minLength: 1 },
    size: { enum: ["small", "large"], default: "small" },
    replica: { type: "boolean", default: false },
    network: {
      type: "object",
      required: ["cidr"],
      properties: { cidr: { type: "string", default: "10.0.0.0/16" }, token: { type: "string", writeOnly: true } },
    },
    users: {
      type: "array",
      items: {
        type: "object",
        properties: {
          login: { type: "string" },
          role: { type: "string", default: "read" },
          password: { type: "string", writeOnly: true },
        },
      },
    },
    keys: { type: "array", items: { type: "string", writeOnly: true } },
  },
  allOf: [
    {
      if: { properties: { replica: { const: true } }, required: ["replica"] },
      then: { required: ["zone"], properties: { zone: { type: "string", default: "zone-a" } } },
    },
    {
      if: { properties: { zone: { const: "zone-b" } }, required: ["zone"] },
      then: { properties: { reason: { type: "string", default: "none" } } },
    },
  ],
});

function taken(values: unknown): { inputs: JsonObject; open: JsonObject; secrets: Record<string, Json> } {
  const accepted = accept(form, values);
  if (!accepted.ok) throw new Error(JSON.stringify(accepted.issues));
  return accepted;
}

describe("accept", () => {
  test("defaults stand where nothing was answered, also behind conditions and in lists", () => {
    expect(taken({ name: "a", replica: true, users: [{ login: "x" }] }).inputs).toEqual({
      name: "a",
      size: "small",
      replica: true,
      zone: "zone-a",
      users: [{ login: "x", role: "read" }],
    });
    expect(taken({ name: "a", replica: true, zone: "zone-b" }).inputs).toMatchObject({ reason: "none" });
  });

  test("an optional group is not begun by its defaults, a begun one is completed", () => {
    expect(taken({ name: "a" }).inputs).not.toHaveProperty("network");
    expect(taken({ name: "a", network: {} }).inputs).toMatchObject({ network: { cidr: "10.0.0.0/16" } });
  });

  test("an answer to a hidden question is refused, not dropped", () => {
    expect(accept(form, { name: "a", zone: "zone-a" })).toMatchObject({ ok: false, issues: [{ path: "/zone" }] });
  });

  test("secrets are taken out by pointer and can be put back", () => {
    const values = {
      name: "a",
      network: { token: "t" },
      users: [{ login: "x", password: "p" }, { login: "y" }],
      keys: ["k"],
    };
    const { inputs, open, secrets } = taken(values);
    expect(secrets).toEqual({ "/network/token": "t", "/users/0/password": "p", "/keys": ["k"] });
    expect(open).toMatchObject({
      network: { cidr: "10.0.0.0/16" },
      users: [
        { login: "x", role: "read" },
        { login: "y", role: "read" },
      ],
    });
    expect(JSON.stringify(open)).not.toMatch(/"t"|"p"|"k"/);
    expect(withSecrets(open, secrets)).toEqual(inputs);
  });

  test.each([[null], ["text"], [[]], [undefined], [7]])("inputs that are no object are refused: %j", (values) => {
    expect(accept(form, values)).toMatchObject({ ok: false, issues: [{ path: "" }] });
  });

  test("depth, number and length of values are bounded", () => {
    const deep: unknown = JSON.parse(`${'{"name":'.repeat(500)}1${"}".repeat(500)}`);
    expect(accept(form, deep)).toMatchObject({
      ok: false,
      issues: [{ message: `Answers may be nested ${bounds.depth} deep at most.` }],
    });
    expect(accept(form, { name: "a", keys: Array(bounds.values).fill("k") })).toMatchObject({ ok: false });
    expect(accept(form, { name: "a".repeat(bounds.characters + 1) })).toMatchObject({
      ok: false,
      issues: [{ path: "/name" }],
    });
  });

  test("a key that would change prototypes is refused and changes none", () => {
    const values: unknown = JSON.parse(
      '{"name":"a","__proto__":{"admin":true},"users":[{"__proto__":{"admin":true}}]}',
    );
    expect(accept(form, values)).toMatchObject({ ok: false, issues: [{ path: "/__proto__" }] });
    expect(Object.hasOwn(Object.prototype, "admin")).toBe(false);
    expect(accept(form, { name: "a", constructor: 1, toString: "x" })).toMatchObject({ ok: false });
  });

  test("an unanswered member is the same as an absent one", () => {
    expect(taken({ name: "a", size: undefined }).inputs).toMatchObject({ size: "small" });
  });
});

/** Values near the form, so that conditions are met and missed. */
const near = fc.record(
  {
    name: fc.oneof(fc.string(), fc.integer()),
    size: fc.constantFrom("small", "large", "huge"),
    replica: fc.oneof(fc.boolean(), fc.constant("yes")),
    zone: fc.constantFrom("zone-a", "zone-b", 3),
    reason: fc.string(),
    network: fc.oneof(
      fc.constant(null),
      fc.record({ cidr: fc.string(), token: fc.string(), other: fc.integer() }, { requiredKeys: [] }),
    ),
    users: fc.array(
      fc.record({ login: fc.string(), password: fc.string(), extra: fc.boolean() }, { requiredKeys: [] }),
    ),
    keys: fc.array(fc.string()),
  },
  { requiredKeys: [] },
);
const anything = fc.oneof(near, fc.jsonValue({ maxDepth: 6 }));

describe("whatever is sent", () => {
  test("accepting never throws, and says what is wrong or takes it", () => {
    fc.assert(
      fc.property(anything, (values) => {
        const accepted = accept(form, values);
        return accepted.ok || accepted.issues.length > 0;
      }),
    );
  });

  test("what was accepted is accepted again unchanged, and is whole again with its secrets", () => {
    fc.assert(
      fc.property(anything, (values) => {
        const accepted = accept(form, values);
        const inputs = accepted.ok ? accepted.inputs : settle(form, { name: "a" });
        const { open, secrets } = taken(inputs);
        expect(taken(inputs).inputs).toEqual(inputs);
        expect(withSecrets(open, secrets)).toEqual(inputs);
      }),
    );
  });

  test("nothing is taken that the schema does not take, and only what is not asked is refused beyond it", () => {
    const { root, fits } = compile(form.schema);
    fc.assert(
      fc.property(near, (values) => {
        const filled = applyDefaults(form, plain(values));
        const issues = validate(form, filled);
        expect(issues.length > 0 || fits(root, filled)).toBe(true);
        expect(fits(root, filled) ? issues.filter(({ message }) => !message.includes("asked")) : []).toEqual([]);
      }),
    );
  });

  test("hidden answers never survive, in the browser or elsewhere", () => {
    fc.assert(
      fc.property(near, (values) => {
        const settled = settle(form, values);
        expect(dropHidden(form, settled)).toEqual({ values: settled, hidden: [] });
        expect(settled["replica"] === true || !Object.hasOwn(settled, "zone")).toBe(true);
        const accepted = accept(form, values);
        expect(accepted.ok ? dropHidden(form, accepted.inputs).hidden : []).toEqual([]);
      }),
    );
  });

  test("defaults change no answer that was given, and are applied once", () => {
    fc.assert(
      fc.property(near, (values) => {
        const given = plain(values);
        const filled = applyDefaults(form, given);
        expect(filled).toMatchObject(given);
        expect(applyDefaults(form, filled)).toEqual(filled);
      }),
    );
  });

  test("no secret is ever shown", () => {
    fc.assert(
      fc.property(near, (values) => {
        const answers = answersForDisplay(form, settle(form, values));
        const secret = answers.filter(({ path }) => /token|password|keys/.test(path));
        expect(secret.every((answer) => answer.secret && answer.text === "••••••")).toBe(true);
        expect(answers.filter((answer) => answer.secret)).toEqual(secret);
      }),
    );
  });
});

function plain(values: unknown): JsonObject {
  const json = withoutUndefined(values);
  return isJsonObject(json) ? json : {};
}
