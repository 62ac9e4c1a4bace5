import { describe, expect, test } from "vitest";
import { z } from "zod";
import { adapterKinds } from "#lib/core/offering/document.ts";
import { adapterDefinition, adapterDefinitions } from "./index.ts";

describe("every adapter", () => {
  test("of the document has one definition", () => {
    expect(adapterDefinitions.map((definition) => definition.kind).sort()).toEqual([...adapterKinds].sort());
    for (const kind of adapterKinds) expect(adapterDefinition(kind).kind).toBe(kind);
  });

  for (const definition of adapterDefinitions) {
    for (const example of definition.examples) {
      test(`takes its own example: ${definition.kind}, ${example.title}`, () => {
        expect(definition.config.safeParse(example.with).error).toBeUndefined();
      });
    }

    test(`says what it does and shows it, even of an empty payload: ${definition.kind}`, () => {
      expect(definition.sentence({})).toMatch(/^[A-Z].*/);
      expect(typeof definition.preview({}).text).toBe("string");
    });

    test(`refuses what it does not know: ${definition.kind}`, () => {
      const example = definition.examples[0]?.with ?? {};
      expect(definition.config.safeParse({ ...example, colour: "red" }).success).toBe(false);
    });

    test(`has a JSON Schema for editors: ${definition.kind}`, () => {
      const schema = z.toJSONSchema(definition.config, { io: "input" });
      expect(schema["type"]).toBe("object");
    });
  }
});
