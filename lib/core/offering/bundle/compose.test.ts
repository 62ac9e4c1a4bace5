import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJsonObject } from "#lib/core/json.ts";
import { automationLevel } from "#lib/core/offering/automation.ts";
import { checked, database, documentOf, order, published } from "./bundle.fixture.ts";
import { pinsOf } from "./child.ts";

const embedded = (reference: string) => `  type: object
  required: [db]
  properties:
    db: ${reference}`;

const bundle = (reference: string, more: string) =>
  documentOf("bundle", { inputs: embedded(reference), steps: order("db", "database", more) });

const errors = (source: string, catalog = published(database)) =>
  checked(source, catalog).issues.flatMap(({ severity, message, line }) =>
    severity === "error" ? [`${line}: ${message}`] : [],
  );

describe("the questions of a bundle", () => {
  const whole = bundle(`{ $ref: "offering:database" }`, `, from: "\${{ inputs.db }}"`);

  test("are those of its children, with their conditions, labels and secrets", () => {
    expect(errors(whole)).toEqual([]);
    const { offering } = checked(whole, published(database));
    const properties = offering?.inputs["properties"];
    expect(isJsonObject(properties) && properties["db"]).toMatchObject({
      title: "The database",
      required: ["name", "size", "password"],
      properties: { password: { writeOnly: true } },
      then: { required: ["zone"] },
    });
    expect(offering?.ui?.fields?.["db.size"]).toEqual({ labels: { small: "Small one" }, help: "Choose." });
  });

  test("may leave out what the bundle answers itself, and say some words anew", () => {
    const source = bundle(
      `{ $ref: "offering:database", title: Storage, omit: [name], properties: { size: { default: large } } }`,
      `, from: "\${{ inputs.db }}", inputs: { name: fixed }`,
    );
    expect(errors(source)).toEqual([]);
    const properties = checked(source, published(database)).offering?.inputs["properties"];
    const db = isJsonObject(properties) ? properties["db"] : undefined;
    expect(db).toMatchObject({ title: "Storage", required: ["size", "password"] });
    expect(isJsonObject(db) && isJsonObject(db["properties"]) && Object.keys(db["properties"])).not.toContain("name");
    expect(db).toMatchObject({ properties: { size: { default: "large", enum: ["small", "large"] } } });
  });

  test("name an offering that is written wrong with the right one, and put the fix over it", () => {
    const source = bundle(`{ $ref: "offering:databse#/properties/size" }`, `, from: "\${{ inputs.db }}"`);
    const { issues } = checked(source, published(database), { offerings: ["database", "bundle"] });
    const { message, fix } = issues.find(({ path }) => path === "/inputs/properties/db/$ref") ?? {};
    expect(message).toBe("databse is no offering of this catalog; did you mean database?");
    const line = source.split("\n")[(fix?.line ?? 1) - 1] ?? "";
    const at = (fix?.column ?? 1) - 1;
    expect([line.slice(at, at + (fix?.length ?? 0)), fix?.replacement]).toEqual(["databse", "database"]);
  });

  test("may be single ones", () => {
    const source = documentOf("bundle", {
      inputs: `  type: object
  required: [size, word]
  properties:
    size: { $ref: "offering:database#/properties/size" }
    word: { $ref: "offering:database#/properties/password" }`,
      steps: order(
        "db",
        "database",
        `, inputs: { name: a, size: "\${{ inputs.size }}", password: "\${{ inputs.word }}" }`,
      ),
    });
    expect(errors(source)).toEqual([]);
    expect(checked(source, published(database)).offering?.ui?.fields?.["size"]?.help).toBe("Choose.");
  });

  test.each([
    [`{ $ref: "offering:databse" }`, `databse is no offering of this catalog`],
    [`{ $ref: "offering:database#/properties/colour" }`, "database has no question at #/properties/colour."],
    [`{ $ref: "offering:database", omit: [colour] }`, "database asks nothing that is called colour."],
    [`{ $ref: "offering:database", omit: [replica] }`, "replica decides what else database asks"],
    [`{ $ref: "offering:database", required: [size] }`, "Beside a question of another offering stand"],
    [
      `{ $ref: "offering:database", properties: { password: { writeOnly: false } } }`,
      "Only title, description and default",
    ],
  ])("taken over wrongly are told at their line: %s", (reference, message) => {
    const [first] = errors(bundle(reference, `, from: "\${{ inputs.db }}"`));
    expect(first).toContain(message);
    expect(first).toMatch(/^1[34]:/);
  });
});

describe("the answers of a step", () => {
  const steps = (inputs: string) =>
    documentOf("bundle", {
      inputs: `  type: object
  required: [name, word]
  properties:
    name: { type: string }
    count: { type: integer }
    word: { type: string, writeOnly: true }`,
      steps: order("db", "database", `, inputs: { ${inputs} }`),
    });

  test.each([
    [`name: a`, "The database needs an answer to password."],
    [`name: a, password: b, colour: red`, "colour is not asked by The database"],
    [`name: a, password: b, size: huge`, "size: Choose"],
    [`name: a, password: b, count: "\${{ inputs.name }}"`, "count has to be a whole number, and this is a text."],
    [`name: "\${{ inputs.word }}", password: b`, "name is or holds a secret"],
    [`name: "\${{ inputs.nam }}", password: b`, "did you mean inputs.name?"],
  ])("that do not fit are told: %s", (inputs, message) => {
    expect(errors(steps(inputs)).join("\n")).toContain(message);
  });

  test("that fit are taken, secrets where secrets are asked", () => {
    expect(errors(steps(`name: "\${{ inputs.name }}", password: "\${{ inputs.word }}", size: large`))).toEqual([]);
  });
});

describe("a part that is not always wanted", () => {
  const maybe = (condition: string) =>
    documentOf("bundle", {
      inputs: `  type: object
  properties:
    wanted: { type: boolean, default: false }
  if: { properties: { wanted: { const: true } } }
  then: { required: [db], properties: { db: { $ref: "offering:database" } } }`,
      steps: `    - id: db
      if: "\${{ ${condition} }}"
      uses: offering
      with: { offering: database, from: "\${{ inputs.db }}" }`,
    });

  test("reads what its condition says is there", () => {
    expect(errors(maybe("has(inputs.db)"))).toEqual([]);
    expect(errors(maybe("inputs.wanted")).join()).toContain("may be absent");
  });
});

describe("the outputs of a child", () => {
  const reading = (expression: string) =>
    documentOf("bundle", {
      inputs: embedded(`{ $ref: "offering:database" }`),
      steps: order("db", "database", `, from: "\${{ inputs.db }}"`),
      outputs: `  it: { value: "\${{ ${expression} }}" }`,
    });

  test("have the types and secrets of its own expressions", () => {
    expect(errors(reading("steps.db.outputs.port + 1"))).toEqual([]);
    expect(errors(reading("steps.db.outputs.host + 1"))).toHaveLength(1);
    expect(errors(reading("steps.db.outputs.hots")).join()).toContain("outputs.host?");
    expect(errors(reading("steps.db.outputs.key")).join()).toContain("secret");
    expect(errors(reading("steps.db.outputs.note")).join()).toContain("absent");
  });
});

describe("what orders what", () => {
  const ordering = (name: string, ...others: string[]) =>
    documentOf(name, { steps: others.map((other, at) => order(`s${at}`, other)).join("\n") });
  const leaf = (name: string) => documentOf(name);

  test("is pinned with the revision that is offered", () => {
    const catalog = published(leaf("a"), leaf("a"), ordering("b", "a"));
    expect(pinsOf(catalog["b"]?.document ?? nothing())).toMatchObject({ a: { revision: 2, depth: 1, below: [] } });
  });

  test("makes an offering as slow as its slowest part", () => {
    const catalog = published(leaf("a"), ordering("b", "a"));
    expect(automationLevel(catalog["b"]?.document ?? nothing())).toBe("ticket");
  });

  test("has to be there, and may not be itself", () => {
    expect(errors(ordering("b", "a"), {})).toEqual([expect.stringContaining("a is no offering of this catalog")]);
    expect(errors(ordering("b", "b"), published(leaf("b")))).toEqual([
      expect.stringContaining("b can't order itself."),
    ]);
    expect(checked(ordering("b", "a"), {}, { offerings: ["a"] }).issues.map(({ message }) => message)).toContainEqual(
      expect.stringContaining("a is not offered"),
    );
  });

  test("goes at most three levels down", () => {
    const catalog = published(leaf("a"), ordering("b", "a"), ordering("c", "b"), ordering("d", "c"));
    expect(errors(ordering("e", "d"), catalog)).toEqual([expect.stringContaining("more than 3 levels")]);
  });

  test("never leads back to where it began, whichever documents are published in which order", () => {
    const names = ["a", "b", "c", "d"] as const;
    const name = fc.constantFrom(...names);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.uniqueArray(name, { maxLength: 2 })), { maxLength: 10 }), (edits) => {
        let catalog = published(...names.map(leaf));
        for (const [edited, others] of edits) {
          const source = others.length === 0 ? leaf(edited) : ordering(edited, ...others);
          const { offering, issues } = checked(source, catalog);
          if (!offering || issues.some(({ severity }) => severity === "error")) continue;
          const revision = (catalog[edited]?.revision ?? 0) + 1;
          catalog = { ...catalog, [edited]: { revision, document: offering, modules: {} } };
        }
        for (const [own, { document }] of Object.entries(catalog))
          for (const pin of Object.values(pinsOf(document))) expect(pin.below).not.toContain(own);
      }),
      { numRuns: 60 },
    );
  });
});

function nothing(): never {
  throw new Error("No document.");
}
