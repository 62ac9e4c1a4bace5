import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse, stringify } from "yaml";
import { manualOffering } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { call } from "#tests/rest.ts";
import { everythingKept } from "../access/kept.ts";
import { patience, tries } from "./amount.ts";
import { hostileJson, hostileName, hostileText } from "./hostile.ts";

// Nobody sends as much as this test does.
vi.stubEnv("PAO_CALLS_PER_MINUTE", "0");

type Handler = Parameters<typeof call>[0];
const file = path.resolve(import.meta.dirname, "../../app/api/v1/tools/validate/route.ts");
const { POST } = (await import(file)) as { POST: Handler };

let portal: Portal;
let before: Record<string, string>;

beforeAll(async () => {
  portal = await freshPortal({});
  before = await everythingKept();
});

afterAll(() => portal.close());

/** Whether something is said of a text: issues, or why it is not read at all. */
async function answers(source: unknown): Promise<boolean> {
  const response = await call(POST, { user: "developer", body: { source } });
  const { issues } = (await response.json()) as { issues?: unknown };
  return response.status < 500 && Array.isArray(issues);
}

const bomb = ["a: &a [x,x,x,x,x,x,x,x,x,x]"]
  .concat(
    Array.from({ length: 12 }, (_, at) => {
      const [name, last] = [String.fromCharCode(98 + at), String.fromCharCode(97 + at)];
      return `${name}: &${name} [${Array.from({ length: 10 }, () => `*${last}`).join(",")}]`;
    }),
  )
  .join("\n");

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join("\n");
const withExpression = (expression: string) => manualOffering.replace("inputs.name", expression);
const withPattern = (pattern: string) => manualOffering.replace("^[a-z][a-z0-9-]{2,28}$", pattern);

test.each<[string, string]>([
  ["aliases that unfold to a billion values", bomb],
  ["the same below a key of a document", `${manualOffering}\nlinks:\n${bomb.replaceAll(/^/gm, "  ")}`],
  ["an alias to itself", "a: &a [*a]\nkind: Offering"],
  ["a merge of itself", "a: &a\n  <<: *a\n"],
  ["lists in lists, ten thousand deep", "[".repeat(10_000)],
  ["maps in maps, ten thousand deep", lines(10_000, (at) => `${" ".repeat(Math.min(at, 50))}a:`)],
  ["a megabyte of one word", `title: ${"x".repeat(900_000)}`],
  ["fifty thousand keys", lines(50_000, (at) => `k${at}: 1`)],
  ["five hundred documents", "---\na: 1\n".repeat(500)],
  ["tags of other languages", "a: !!python/object/apply:os.system ['id']\nb: !!js/function 'x'\nc: !<tag:x> 1"],
  [
    "keys that every object has",
    "__proto__: {a: 1}\nconstructor: {prototype: {b: 2}}\nmetadata: {__proto__: {owner: x}}",
  ],
  ["keys that are no texts", "? [a, b]\n: 1\n? {c: d}\n: 2\nnull: 3\n1.5: 4"],
  ["a zero byte", manualOffering.replace("Access grant", "a\0b")],
  ["half a surrogate pair", manualOffering.replace("Access grant", "\uD800")],
  ["nothing", ""],
  [
    "two thousand questions",
    manualOffering.replace("    reason:", `${lines(2_000, (at) => `    q${at}: { type: string }`)}\n    reason:`),
  ],
  [
    "a thousand steps",
    manualOffering.replace(
      "outputs:\n  host",
      `${lines(1_000, (at) => `    - { id: s${at}, uses: manual, with: { team: data-platform, instructions: x } }`)}\noutputs:\n  host`,
    ),
  ],
  ["an expression of ten thousand brackets", withExpression("(".repeat(10_000))],
  ["an expression of a hundred thousand characters", withExpression(`"${"x".repeat(100_000)}"`)],
  ["a sum of five thousand", withExpression(Array.from({ length: 5_000 }, () => "1").join(" + "))],
  ["walks inside walks", withExpression("[1].map(a, [1].map(b, [1].map(c, [1].map(d, a))))")],
  ["a pattern that takes for ever", withPattern("^(a+)+$")],
  ["a pattern that takes for ever behind a look-ahead", withPattern("(?=(a|a)*$)(.*a){30}")],
  ["a pattern of a hundred thousand characters", withPattern("a?".repeat(50_000))],
  [
    "a reference to itself",
    manualOffering.replace("type: object", 'type: object\n  $ref: "#"\n  $defs: { a: { $ref: "#/$defs/a" } }'),
  ],
])("a document with %s is answered", async (_, source) => {
  expect(await answers(source)).toBe(true);
});

interface Cut {
  from: number;
  length: number;
  put: string;
}

const cut: fc.Arbitrary<Cut> = fc.record({
  from: fc.nat({ max: manualOffering.length }),
  length: fc.nat({ max: 30 }),
  put: fc.oneof(
    hostileText,
    fc.constantFrom("\n", ":", "- ", "{", "}", "[", "]", '"', "&a", "*a", "|", ">", "#", "\t", "${{"),
  ),
});

test(
  "a document with pieces torn out and put in is answered",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 4 }), async (cuts) => {
        const torn = cuts.reduce(
          (text, { from, length, put }) => text.slice(0, from) + put + text.slice(from + length),
          manualOffering,
        );
        expect(await answers(torn)).toBe(true);
      }),
      tries(60),
    );
  },
  patience,
);

/** Puts a value at a place that a walk through the document leads to. */
function replaced(value: unknown, way: readonly number[], name: string, put: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined || typeof value !== "object" || value === null) return put;
  const entries = Object.entries(value);
  if (entries.length === 0) return Array.isArray(value) ? [put] : { [name]: put };
  const at = step % entries.length;
  const made = entries.map(([key, one], index) => [key, index === at ? replaced(one, rest, name, put) : one] as const);
  return Array.isArray(value)
    ? made.map(([, one]) => one)
    : Object.fromEntries([...made, ...(rest.length === 0 ? [[name, put] as const] : [])]);
}

test(
  "a document with any value at any place is answered",
  async () => {
    const document: unknown = parse(manualOffering);
    const ways = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(ways, hostileName, hostileJson, async (way, name, put) => {
        expect(await answers(JSON.stringify(replaced(document, way, name, put)))).toBe(true);
      }),
      tries(60),
    );
  },
  patience,
);

test(
  "the same is answered as YAML",
  async () => {
    const document: unknown = parse(manualOffering);
    const ways = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(ways, hostileName, fc.jsonValue(), async (way, name, put) => {
        expect(await answers(stringify(replaced(document, way, name, put)))).toBe(true);
      }),
      tries(30),
    );
  },
  patience,
);

test("and nothing of it is kept", async () => {
  expect(await everythingKept()).toEqual(before);
});
