import { describe, expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { buildForm } from "./build.ts";
import { validate } from "./validate.ts";

const text: JsonObject = { type: "string" };

describe("closing objects", () => {
  test("an object that does not say so itself takes no members but its questions", () => {
    const form = buildForm({
      type: "object",
      properties: { name: text, network: { type: "object", properties: { cidr: text } } },
    });
    expect(form.schema["unevaluatedProperties"]).toBe(false);
    expect(validate(form, { name: "a", network: { cidr: "b", dns: "c" } })).toMatchObject([{ path: "/network/dns" }]);
  });

  test("an object whose author allows more members keeps them", () => {
    const labels: JsonObject = { type: "object", additionalProperties: { type: "string" } };
    const form = buildForm({ type: "object", properties: { labels } });
    expect(validate(form, { labels: { team: "checkout" } })).toEqual([]);
    expect(validate(form, { labels: { team: 1 } })).toMatchObject([{ path: "/labels/team" }]);
  });

  test("a branch is not closed by itself, so each branch sees what the others ask", () => {
    const form = buildForm({
      allOf: [{ properties: { a: text } }, { properties: { b: text } }],
      properties: { c: text },
    });
    expect(validate(form, { a: "1", b: "2", c: "3" })).toEqual([]);
    expect(validate(form, { d: "4" })).toMatchObject([{ path: "/d" }]);
  });

  test("a condition stays open: it tests, it does not ask", () => {
    const form = buildForm({
      properties: { network: { type: "object", properties: { public: { type: "boolean" }, cidr: text } }, host: text },
      if: {
        properties: { network: { type: "object", properties: { public: { const: true } }, required: ["public"] } },
        required: ["network"],
      },
      then: { required: ["host"] },
    });
    expect(validate(form, { network: { public: true, cidr: "x" } })).toMatchObject([{ path: "/host" }]);
  });

  test("a group that a branch adds questions to is asked as a whole, and nothing else of it", () => {
    const form = buildForm({
      properties: { public: { type: "boolean" }, network: { type: "object", properties: { cidr: text } } },
      if: { properties: { public: { const: true } }, required: ["public"] },
      then: { properties: { network: { type: "object", properties: { host: text } } } },
    });
    expect(validate(form, { public: true, network: { cidr: "a", host: "b" } })).toEqual([]);
    expect(validate(form, { public: false, network: { cidr: "a", host: "b" } })).toMatchObject([
      { path: "/network/host" },
    ]);
    expect(validate(form, { network: { cidr: "a", other: "b" } })).toMatchObject([{ path: "/network/other" }]);
  });

  test("a shared definition is closed where it is used", () => {
    const form = buildForm({
      $defs: { network: { type: "object", properties: { cidr: text } } },
      properties: { front: { $ref: "#/$defs/network" }, back: { $ref: "#/$defs/network", properties: { zone: text } } },
    });
    expect(validate(form, { front: { cidr: "a" }, back: { cidr: "b", zone: "c" } })).toEqual([]);
    expect(validate(form, { front: { zone: "c" } })).toMatchObject([{ path: "/front/zone" }]);
  });
});

describe("pages", () => {
  test("without pages of the author's all questions stand on one, a conditional one after what it hangs on", () => {
    const form = buildForm({
      properties: { name: text, replica: { type: "boolean" }, size: text },
      if: { properties: { replica: { const: true } } },
      then: { properties: { zone: text } },
      dependentSchemas: { name: { properties: { alias: text } } },
    });
    expect(form.pages).toEqual([{ title: "Details", fields: ["name", "alias", "replica", "zone", "size"] }]);
  });

  test("what the author left out stands on the last page, and no question stands twice", () => {
    const form = buildForm(
      { properties: { a: text, b: text, c: text }, oneOf: [{ properties: { d: text } }, { properties: { e: text } }] },
      {
        pages: [
          { title: "One", fields: ["a", "b"] },
          { title: "Two", fields: ["b", "unknown", "c"] },
        ],
      },
    );
    expect(form.pages).toEqual([
      { title: "One", fields: ["a", "b"] },
      { title: "Two", fields: ["c", "d", "e"] },
    ]);
  });

  test("an offering without questions has no pages", () => {
    expect(buildForm({ type: "object" }).pages).toEqual([]);
  });
});
