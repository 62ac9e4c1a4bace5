import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JqlError, parseJql } from "./jql.ts";

describe("a query", () => {
  test("of two tests and an order reads as both", () => {
    expect(parseJql('project = DBA AND labels = "pao-1" ORDER BY created DESC, key')).toEqual({
      where: {
        kind: "and",
        of: [
          { kind: "test", field: "project", operator: "=", values: ["DBA"], empty: false },
          { kind: "test", field: "labels", operator: "=", values: ["pao-1"], empty: false },
        ],
      },
      order: [
        { field: "created", descending: true },
        { field: "key", descending: false },
      ],
    });
  });

  test("binds AND before OR, and brackets before both", () => {
    expect(parseJql("a = 1 or b = 2 and c = 3").where).toMatchObject({
      kind: "or",
      of: [{ field: "a" }, { kind: "and" }],
    });
    expect(parseJql("(a = 1 or b = 2) and c = 3").where).toMatchObject({
      kind: "and",
      of: [{ kind: "or" }, { field: "c" }],
    });
  });

  test("knows lists, EMPTY and negation", () => {
    expect(parseJql("status not in (Done, 'In Progress')").where).toMatchObject({
      operator: "not in",
      values: ["Done", "In Progress"],
    });
    expect(parseJql("resolution is not EMPTY").where).toMatchObject({ operator: "is not", empty: true });
    expect(parseJql("not labels = x").where).toMatchObject({ kind: "not", of: { field: "labels" } });
  });

  test("that only orders restricts nothing", () => {
    expect(parseJql("order by created").where).toBeUndefined();
  });

  test.each([
    "project",
    "project =",
    "= DBA",
    "project is what ever",
    "(project = DBA",
    "project in DBA",
    "a = 1 b = 2",
    'a = "open',
  ])("that can't be read is an error: %s", (jql) => {
    expect(() => parseJql(jql)).toThrow(JqlError);
  });

  test("holds any text that is quoted and escaped, unchanged", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const quoted = `"${text.replace(/[\\"]/g, String.raw`\$&`)}"`;
        expect(parseJql(`labels = ${quoted} AND project = DBA`).where).toMatchObject({
          of: [{ values: [text] }, { values: ["DBA"] }],
        });
      }),
    );
  });

  test("of any text either parses or is refused in a sentence", () => {
    const outcome = (text: string) => {
      try {
        parseJql(text);
        return "parsed";
      } catch (error) {
        return error instanceof JqlError ? "refused" : error;
      }
    };
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(["parsed", "refused"]).toContain(outcome(text));
      }),
    );
  });
});
