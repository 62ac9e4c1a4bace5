import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { broken, good } from "./document.fixture.ts";
import { checkOffering } from "./lint.ts";
import { parseOffering } from "./parse.ts";

function told(source: string): string[] {
  return parseOffering(source).issues.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe("parseOffering", () => {
  it("reads a document, with its defaults", () => {
    const { offering, issues } = parseOffering(good);
    expect(issues).toEqual([]);
    expect(offering?.metadata).toMatchObject({ name: "database", lifecycle: "production", tags: [] });
  });

  it("says of a file in UTF-16 that it is no text in UTF-8", () => {
    const read = Buffer.from(good, "utf16le").toString("utf8");
    expect(told(read)).toEqual(["1:1 This is no text in UTF-8: it holds the character NUL."]);
  });

  it("reads JSON as well", () => {
    const json = JSON.stringify(parse(good), null, 2);
    expect(parseOffering(json)).toMatchObject({ issues: [], offering: parseOffering(good).offering });
  });

  it.each([
    ["  owner: data-platform\n", "", "3:1 metadata.owner is missing."],
    ["  owner: data-platform", "  ownr: data-platform", "7:3 metadata has no ownr; did you mean owner?"],
    ["apiVersion: pao/v1", "apiVersion: pao/v2", "1:13 apiVersion has to be pao/v1."],
    ["kind: Offering\n", "", "1:1 kind is missing. It is Offering."],
    [
      "name: database",
      "name: Data Base",
      "4:9 metadata.name is no valid value. Lowercase letters, digits and single dashes, starting with a letter.",
    ],
    ["name: database", "name: new", "4:9 metadata.name: “new” stands for offerings that are not there yet."],
    ["title: Database", "title: ''", "5:10 metadata.title may not be empty."],
    ["title: Database", "title: 3", "5:10 metadata.title has to be a text, and it is a number."],
    [
      "title: Database",
      `title: ${"x".repeat(81)}`,
      "5:10 metadata.title is too long: 81 characters, and 80 are the most.",
    ],
    [
      "uses: http",
      "uses: htp",
      '31:13 fulfillment.steps[0].uses has to be jira-issue, github-workflow, github-pull-request, terraform, http, manual, approval or offering, not "htp"; did you mean http?',
    ],
    [
      "- id: create",
      "- id: create-db",
      "30:11 fulfillment.steps[0].id is no valid value. A letter, then letters, digits or underscores: a dash would be read as a minus.",
    ],
    ["- id: create", "- id: for", "30:11 fulfillment.steps[0].id: “for” is reserved in expressions."],
    ["      uses: http\n", "", "30:7 fulfillment.steps[0]: A step has either `uses` or `any`."],
    [
      "effect: deny",
      "effect: dney",
      '26:13 policies[0].effect has to be deny, require-approval or warn, not "dney"; did you mean deny?',
    ],
    [
      "  summary: A database.",
      "  summary: A database.\n  summary: Twice.",
      "7:3 This name stands twice in the same object.",
    ],
    ["  title: Database", "\ttitle: Database", "5:1 Lines are indented with spaces, not with tabs."],
    [
      "{ widget: cards }",
      "{ widget: cards, help: One, two three }",
      'ui.fields.size has no "two three". Inside { } a comma begins a new name: put a text that holds one in quotes.',
    ],
  ])("says what is wrong with %j as %j", (piece, by, message) => {
    expect(told(broken(piece, by)).join("\n")).toContain(message);
  });

  it("says that an expression with quotes or colons has to stand in quotes", () => {
    const [first] = told(broken(`if: "\${{ inputs.size != 'small' }}"`, "if: ${{ inputs.size != 'a: b' }}"));
    expect(first).toMatch(/^44:\d+ .*has to stand in quotes as a whole/);
    const [second] = told(broken('"Record ${{ steps.create.outputs.host }}"', "${{ steps.create.outputs.host }}"));
    expect(second).toMatch(/^45:\d+ .*has to stand in quotes as a whole/);
  });

  it("offers the right word as a fix, where the wrong one stands", () => {
    const [issue] = parseOffering(broken("owner: data", "ownr: data")).issues.filter((one) => one.fix);
    expect(issue?.fix).toEqual({ title: "Write owner", replacement: "owner", line: 7, column: 3, length: 4 });
  });

  it.each([
    ["an empty text", "", "This document is empty."],
    [
      "two documents",
      "a: 1\n---\nb: 2\n",
      "A file holds one document, and --- begins another: put that into a file of its own.",
    ],
    ["a tag", "!thing a", "Tags (words with !) are not used here."],
    ["endless nesting", "[".repeat(100_000), "This document is nested too deeply."],
    ["an alias in itself", "a: &a [*a]", "An alias stands inside what it names."],
    ["aliases that unfold without end", bomb(), "The aliases of this document unfold to too much."],
    ["more than anybody reads", " ".repeat(600_000), "This document has 600000 characters; 524288 are the most."],
    [
      "values nested deeper than any payload",
      `a: ${"[".repeat(100)}${"]".repeat(100)}`,
      "This document is nested too deeply.",
    ],
    ["a list", "- a", "The document has to be an object, and it is a list."],
  ])("refuses %s", (_, source, message) => {
    expect(told(source).join("\n")).toContain(message);
  });

  it("is not slowed down by many names in one object", () => {
    const many = Array.from({ length: 40_000 }, (_, index) => `k${index}: 1`).join("\n");
    expect(told(many).length).toBeGreaterThan(0);
  }, 20_000);
});

function bomb(): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 12; level += 1) lines.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}]`);
  return lines.join("\n");
}

describe("what YAML does not take", () => {
  it.each([
    ["title: Object: storage\n", /stands in quotes: "Object: storage"/],
    ["a: [1, 2\nb: 3\n", /bracket \[ is opened and not closed/],
    ["a: {b: 1\n", /brace \{ is opened and not closed/],
    ['a: "abc\nb: 2\n', /quote is opened and not closed/],
    ['a: "x" y\n', /value has ended before this/],
    ["a: [1, 2]]\n", /closed here that was not opened/],
    ["a: {b: 1, , c}\n", /A comma stands here/],
    ["a: @x\n", /begins with this character/],
    ['a: "\\q"\n', /use single quotes/],
  ])("is told in words of its author: %j", (source, words) => {
    expect(told(source)[0]).toMatch(words);
  });

  it("is never told in the parser's own words", () => {
    const piece = fc.constantFrom(
      "a",
      ": ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      ",",
      '"',
      "'",
      "|",
      "&",
      "@",
      "\n",
      "  ",
      "? ",
      "#",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(told(pieces.join("")).join()).not.toMatch(/token|scalar|mapping|flow|implicit|node end/i);
      }),
    );
  });
});

describe("reading and checking", () => {
  it("answer for every text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (source) => {
        expect(checkOffering(source).issues.length).toBeGreaterThan(0);
      }),
    );
  });

  it("answer for every change of a good document, with places inside it", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "",
        "\n",
        "  ",
        "${{",
        "}}",
        "'",
        '"',
        "{",
        "[",
        ": ",
        "- ",
        "&a ",
        "*a",
        "__proto__: 1",
        "null",
        "!!",
        "|",
        "#",
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(30), piece, (at, length, by) => {
        const source = good.slice(0, at) + by + good.slice(at + length);
        const lines = source.split("\n");
        for (const issue of checkOffering(source).issues) {
          expect(issue.line).toBeGreaterThanOrEqual(1);
          expect(issue.line).toBeLessThanOrEqual(lines.length);
          expect(issue.column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});
