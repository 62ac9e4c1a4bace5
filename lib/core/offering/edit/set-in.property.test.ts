import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json } from "#lib/core/json.ts";
import { Problem } from "#lib/core/problem.ts";
import { openText } from "./open-text.ts";
import { insertIn, moveIn, removeIn, setIn } from "./set-in.ts";
import { valueAt, withValue } from "./value.ts";

const folder = "offerings";
const documents = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => readFileSync(`${folder}/${name}`, "utf8"))
  .flatMap((source) => [source, `\n# About it.\n${source.replace(/^#.*\n/, "")}`]);

type Place = (string | number)[];

function placesOf(value: Json, at: Place = []): Place[] {
  const held: [string | number, Json][] = Array.isArray(value)
    ? value.map((one, index) => [index, one])
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return held.flatMap(([part, one]) => [[...at, part], ...placesOf(one, [...at, part])]);
}

const somewhere = fc
  .constantFrom(...documents)
  .chain((source) =>
    fc.record({ source: fc.constant(source), path: fc.constantFrom(...placesOf(openText(source).value)) }),
  );

const word = fc.oneof(
  fc.constantFrom(
    "",
    "a: b",
    "# no",
    '${{ inputs.a == "b" }}',
    "two\nlines\n",
    " - x",
    'it\'s "so"',
    "true",
    "18",
    "é\t",
  ),
  fc.string({ maxLength: 12 }),
);
const anything: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    word,
    fc.integer({ min: -9, max: 9999 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.stringMatching(/^[a-z]{1,6}$/), word), tie("json"), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).json;

/** Every line with a comment, however far in. */
const comments = (source: string) => source.split("\n").filter((line) => /^\s*#/.test(line));

describe("an edit of a text", () => {
  test("makes exactly the wanted value, whatever is put wherever, and keeps every comment line that has not gone with its value", () => {
    fc.assert(
      fc.property(somewhere, anything, ({ source, path }, value) => {
        const made = setIn(source, path, value);
        expect(openText(made).value).toEqual(withValue(openText(source).value, path, value));
        // What was taken away may have been commented inside.
        const single = typeof valueAt(openText(source).value, path) !== "object";
        expect(comments(single ? made : source)).toEqual(comments(source));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test("of one value leaves every other line as it was", () => {
    fc.assert(
      fc.property(somewhere, fc.stringMatching(/^[a-z]{1,9}$/), ({ source, path }, value) => {
        const was = valueAt(openText(source).value, path);
        fc.pre(typeof was === "number" || (typeof was === "string" && !was.includes("\n")));
        const lines = source.split("\n");
        const made = setIn(source, path, value).split("\n");
        expect(made).toHaveLength(lines.length);
        expect(made.filter((line, at) => line !== lines[at]).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  test("that puts something in and takes it out again gives the same text", () => {
    fc.assert(
      fc.property(somewhere, anything, ({ source, path }, value) => {
        const holder = valueAt(openText(source).value, path);
        fc.pre(typeof holder === "object" && holder !== null && Object.keys(holder).length > 0);
        const put = Array.isArray(holder)
          ? insertIn(source, path, holder.length, value)
          : setIn(source, [...path, "brandNew"], value);
        expect(removeIn(put, [...path, Array.isArray(holder) ? holder.length : "brandNew"])).toBe(source);
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  test("that moves an item and moves it back gives the same text, and no line is lost between", () => {
    fc.assert(
      fc.property(somewhere, fc.nat(), fc.nat(), ({ source, path }, one, other) => {
        const holder = valueAt(openText(source).value, path);
        fc.pre(typeof holder === "object" && holder !== null && Object.keys(holder).length > 1);
        const size = Object.keys(holder ?? {}).length;
        const [from, to] = [one % size, other % size];
        const there = moveIn(source, path, from, to);
        expect(there.split("").toSorted()).toEqual(source.split("").toSorted());
        expect(moveIn(there, path, to, from)).toBe(source);
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  test("of a text in other styles is exact or refused", () => {
    const texts = [
      '{\n  "a": {\n    "b": [1, 2],\n    "c": "d"\n  },\n  "e": []\n}\n',
      '{"a":{"b":[1,2],"c":"d"},"e":[]}',
      "a:\r\n    b:\r\n    - 1 # one\r\n    - 2\r\n    c: |+\r\n        d\r\n\r\ne: []\r\n",
      "---\na: # note\n  b: &n [1, 2]\n  c: *n\n'e': !!seq []\n...\n",
      "a: { b: [ 1,\n  2 ], # c\n  c: d }\ne:\n",
      "? a\n: b:\n  - - 1\n    - 2\n  - 3\n  c: >-\n    d\n\n    f\n# end",
    ];
    const path = fc.constantFrom<Place[]>(
      ["a"],
      ["a", "b"],
      ["a", "b", 0],
      ["a", "b", 2],
      ["a", "c"],
      ["a", "x"],
      ["e"],
      ["e", 0],
      ["f", "g"],
    );
    fc.assert(
      fc.property(fc.constantFrom(...texts), path, anything, (source, at, value) => {
        try {
          expect(openText(setIn(source, at, value)).value).toEqual(withValue(openText(source).value, at, value));
        } catch (failure) {
          if (!(failure instanceof Problem)) throw failure;
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
