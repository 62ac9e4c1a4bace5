import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { settle } from "#lib/core/form/settle.ts";
import { validate } from "#lib/core/form/validate.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { setIn } from "#lib/core/offering/edit/set-in.ts";
import { withItemMoved, withoutPolicy, withoutStep, withPolicy, withStep } from "#lib/core/offering/edit/step.ts";
import { valueAt } from "#lib/core/offering/edit/value.ts";
import { adapterKinds } from "#lib/core/offering/document.ts";
import { describeModule } from "#lib/core/terraform/describe.ts";
import { outlineOf } from "./outline.ts";
import { configAnswers, configForm, wayOf } from "./step-form.ts";
import type { WrittenWay } from "./step-form.ts";
import { following, questionNameFor, stepIdFor } from "./new-name.ts";
import { stepMetaAnswers, stepMetaForm, withStepMeta, withWay } from "./step-meta.ts";

const documents = readdirSync("offerings")
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => ({ name, source: readFileSync(`offerings/${name}`, "utf8") }));

const modules = Object.fromEntries(
  readdirSync("offerings/modules", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const folder = `offerings/modules/${name}`;
      const files = readdirSync(folder).map((file) => [file, readFileSync(`${folder}/${file}`, "utf8")]);
      return [`modules/${name}`, { digest: name, description: describeModule(Object.fromEntries(files)) }] as const;
    }),
);

const context = {
  modules,
  connections: [
    { name: "jira", kind: "jira" },
    { name: "github", kind: "github" },
    { name: "platform", kind: "http" },
  ],
};

function waysIn(source: string) {
  const outline = outlineOf(source);
  if (!("parts" in outline)) return [];
  return outline.parts.flatMap((part) =>
    part.steps.flatMap((step) => {
      const ids = part.steps.map(({ id }) => id).filter((id) => id !== step.id);
      return step.ways.map((way) => ({
        step,
        way,
        ids,
        held: valueAt(outline.value, way.path),
        whole: valueAt(outline.value, step.path),
      }));
    }),
  );
}

describe("a step in the form that changes it", () => {
  test.each(documents)("is written back as it was, for every step and way of $name", ({ source }) => {
    for (const { step, way, ids, held, whole } of waysIn(source)) {
      if (!isJsonObject(held) || !isJsonObject(whole) || !way.uses) throw new Error("no way");
      const was: WrittenWay = {
        uses: way.uses,
        ...(typeof held["connection"] === "string" ? { connection: held["connection"] } : {}),
        with: isJsonObject(held["with"]) ? held["with"] : {},
      };
      const answers = configAnswers(way.uses, context, was);
      const form = configForm(way.uses, context, was.with, answers);
      const settled = settle(form, answers);
      expect(validate(form, settled)).toEqual([]);
      const made = wayOf(way.uses, context, settled, was);
      expect(made).toEqual({ way: was });
      const meta = stepMetaForm(ids);
      const said = settle(meta, stepMetaAnswers(whole));
      expect(validate(meta, said)).toEqual([]);
      expect(setIn(source, step.path, withStepMeta(whole, said))).toBe(source);
    }
  });

  test.each([...adapterKinds])("has a form for all that %s takes", (uses) => {
    expect(Object.keys(configForm(uses, context, {}, {}).schema["properties"] ?? {}).length).toBeGreaterThan(0);
  });

  test("asks for a chosen module's variables, with their words", () => {
    const form = configForm("terraform", context, {}, { module: "modules/redis" });
    expect(form.schema).toMatchObject({
      properties: {
        module: { enum: Object.keys(modules) },
        variables: {
          required: ["name", "team", "environment"],
          properties: { memory_mib: { description: "Memory of each node. 256 when left out." } },
        },
      },
    });
  });

  test("says where a piece of a document is no YAML", () => {
    const answers = { method: "POST", path: "/v1/a", body: "{ a: [" };
    expect(wayOf("http", context, answers, undefined)).toMatchObject({ issues: [{ path: "/body" }] });
  });

  test("keeps the other ways when one of them changes", () => {
    const step: JsonObject = { id: "a", any: [{ if: "x", uses: "manual" }, { uses: "jira-issue" }] };
    expect(withWay(step, { uses: "http", with: {} }, 0)).toEqual({
      id: "a",
      any: [{ if: "x", uses: "http", with: {} }, { uses: "jira-issue" }],
    });
    expect(withWay({ id: "a", uses: "manual", with: { team: "t" } }, { uses: "http", with: {} })).toEqual({
      id: "a",
      uses: "http",
      with: {},
    });
  });

  test("gets a name of its own, from its title", () => {
    expect(stepIdFor("Create the database!", ["create_the_database"])).toBe("create_the_database2");
    expect(stepIdFor("…", [])).toBe("step");
    expect(stepIdFor("for", [])).toBe("step");
    expect(questionNameFor("Größe des Speichers?", [])).toBe("groEDesSpeichers");
    expect(questionNameFor("How long is it kept?", [])).toBe("howLongIsIt");
  });

  test("keeps a name that somebody wrote", () => {
    const follow = following("id", (title) => stepIdFor(title, []));
    expect(follow({ title: "Make it" }, {})).toEqual({ title: "Make it", id: "make_it" });
    expect(follow({ title: "Make", id: "make_it" }, { title: "Make it" })).toEqual({ title: "Make", id: "make" });
    expect(follow({ title: "Make", id: "own" }, { title: "Make it" })).toEqual({ title: "Make", id: "own" });
    expect(follow({ id: "make" }, { title: "Make" })).toEqual({});
  });
});

describe("steps and policies of a text", () => {
  const source = `fulfillment:
  steps:
    - id: one
      uses: manual
    # the second
    - id: two
      needs: [one]
      uses: manual
    - { id: three, needs: [one, two], uses: manual }
policies:
  - { id: p, effect: warn }
`;

  test("a step joins behind the others, and leaves the needs of others with it", () => {
    expect(withStep(source, [], { id: "four", uses: "http" })).toContain(
      "uses: manual }\n    - { id: four, uses: http }\n",
    );
    expect(withoutStep(source, ["fulfillment", "steps", 0])).toBe(`fulfillment:
  steps:
    # the second
    - id: two
      uses: manual
    - { id: three, needs: [two], uses: manual }
policies:
  - { id: p, effect: warn }
`);
  });

  test("a step moves with its comment", () => {
    expect(withItemMoved(source, ["fulfillment", "steps", 1], -1)).toContain(
      "steps:\n    # the second\n    - id: two\n",
    );
    expect(withItemMoved(source, ["fulfillment", "steps", 0], -1)).toBe(source);
  });

  test("the first policy makes the list, the last one takes it away", () => {
    const bare = withoutPolicy(source, ["policies", 0]);
    expect(bare).not.toContain("policies");
    expect(withPolicy(bare, [], { id: "q", effect: "deny" })).toContain("policies:\n  - id: q\n    effect: deny\n");
  });
});
