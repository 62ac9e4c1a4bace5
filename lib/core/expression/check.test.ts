import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkExpression } from "./check.ts";
import { linearPattern } from "./linear.ts";
import { scope } from "./scope.fixture.ts";

const messages = (expression: string, want?: "bool") =>
  checkExpression(expression, scope, want, linearPattern).issues.map((issue) => issue.message);

describe("checkExpression", () => {
  it.each([
    ["inputs.size", "string"],
    ["inputs.count + 1", "int"],
    ["inputs.count * inputs.ratio", "double"],
    ['has(inputs.zone) ? inputs.zone : "none"', "string"],
    ['has(inputs.zone) && inputs.zone == "zone-a"', "bool"],
    ["!has(inputs.zone) || inputs.zone == 'zone-a'", "bool"],
    ['inputs.?zone.orValue("none")', "string"],
    ['inputs.?network.?cidr.orValue("")', "string"],
    ['has(inputs.?network.cidr) ? inputs.network.cidr : ""', "string"],
    ["'instance-type' in inputs", "bool"],
    ['inputs["instance-type"]', "string"],
    ["inputs.rules.filter(r, has(r.note)).map(r, r.port)", "list"],
    ["inputs.rules.all(r, inputs.rules.exists(q, q.port == r.port))", "bool"],
    ["timestamp(request.createdAt).getFullYear()", "int"],
    ["steps.database.outputs.?port.orValue(5432)", "int"],
    ['{"a": inputs.count}', "object"],
    ["inputs.name.matches('^[a-z]+$')", "bool"],
    ["inputs.name.split('-')[0]", "string"],
    ["vars.anything.at.all", "dyn"],
  ])("accepts %s", (expression, kind) => {
    const { issues, shape } = checkExpression(expression, scope);
    expect(issues).toEqual([]);
    expect(shape.kind).toBe(kind);
  });

  it.each([
    ["inputs.siez", "inputs.siez is not a question of this form; did you mean inputs.size?"],
    ["input.size", "input is not known here; did you mean inputs?"],
    ["request.enviroment", "request.enviroment is not part of request; did you mean request.environment?"],
    ["steps.databse.outputs.host", "steps.databse is not a step that has ended by then; did you mean steps.database?"],
    [
      "steps.database.outputs.hots",
      "steps.database.outputs.hots is not an output of step database; did you mean steps.database.outputs.host?",
    ],
    [
      "inputs.zone",
      'inputs.zone may be absent: write has(inputs.zone) ? inputs.zone : "", or inputs.?zone.orValue("").',
    ],
    ["inputs.?zone + 'x'", "inputs.?zone may be absent: end it with .orValue(…)."],
    [
      "inputs.network.cidr",
      "inputs.network may be absent: ask has(inputs.network) first, or write inputs.?network and end with .orValue(…).",
    ],
    [
      "inputs.rules[0].port",
      "inputs.rules[0] may be absent, as the list may be shorter: write inputs.rules[?0] and end with .orValue(…).",
    ],
    [
      "inputs.instance-type",
      'inputs.instance-type reads as a subtraction; the question is read as inputs["instance-type"].',
    ],
    ["'a' + inputs.count", "A text and a whole number can't be added."],
    ["inputs.name == 3", "A text and a whole number are never equal."],
    ["inputs.name && true", "inputs.name is a text, where true or false is needed."],
    ["inputs.size == 'larg'", 'inputs.size is never "larg": it is "small", "medium" or "large"; did you mean "large"?'],
    ["inputs.name.startWith('a')", "There is no function startWith on a text; did you mean startsWith?"],
    ["inputs.name.toUper()", "There is no function toUper on a text; did you mean upperAscii?"],
    ["inputs.name.toUpperCase()", "There is no function toUpperCase on a text; did you mean upperAscii?"],
    [
      "inputs.name.matches(inputs.size)",
      "The pattern of matches is a text that stands here in quotes: what is computed can't be shown to be fast.",
    ],
    ["inputs.size ==", "This expression breaks off: something is missing at its end."],
    ["", "There is no expression here."],
    [
      "inputs.rules.map(a, inputs.rules.map(b, inputs.rules.map(c, 1)))",
      "map stands in 2 others already: lists are walked at most 2 deep.",
    ],
    ["inputs.rules.map(inputs, 1)", "inputs is taken already: give each item another name."],
    [
      "vars.list.map(x, vars.list.map(y, y))",
      "This may walk through too many items; say maxItems in the lists it reads, or walk fewer of them.",
    ],
    [
      "cel.bind(x, 1, x)",
      "cel is not known here: an expression reads inputs, request, steps or vars. A text stands in quotes.",
    ],
  ])("says what is wrong with %s", (expression, message) => {
    expect(messages(expression)).toContain(message);
  });

  it("puts the fix where the mistake stands", () => {
    const [issue] = checkExpression("1 + size(inputs.siez)", scope).issues;
    expect(issue).toMatchObject({ offset: 9, length: 11, fix: { replacement: "inputs.size", offset: 9, length: 11 } });
  });

  it("offers brackets for a question whose name holds a dash", () => {
    const [issue] = checkExpression("inputs.instance-type == 'x'", scope).issues;
    expect(issue?.fix).toMatchObject({ replacement: 'inputs["instance-type"]', offset: 0, length: 20 });
  });

  it("keeps the author's quotes in a fix", () => {
    expect(checkExpression("inputs.size == 'larg'", scope).issues[0]).toMatchObject({
      severity: "warning",
      fix: { replacement: "'large'" },
    });
  });

  it("refuses a pattern that some text would make slow", () => {
    expect(messages("inputs.name.matches('^(a+)+$')").join()).toMatch(/doubles with every character/);
  });

  it("wants true or false where a condition stands", () => {
    expect(messages("inputs.name", "bool")).toEqual(["This has to be true or false, and it is a text."]);
  });

  it("does not take a proof of one place for another", () => {
    expect(messages("has(inputs.network) && inputs.zone == 'zone-a'")).toHaveLength(1);
    expect(messages("has(inputs.zone) || inputs.zone == 'zone-a'")).toHaveLength(1);
    expect(messages("has(inputs.zone) ? 'a' : inputs.zone")).toHaveLength(1);
  });

  it("tells what is read, what of it is secret, and what may be absent", () => {
    expect(
      checkExpression("has(inputs.password) && inputs.count > 1 && steps.database.outputs.host == ''", scope).reads,
    ).toEqual([
      { path: ["inputs", "password"], secret: true, guarded: true, presence: true },
      { path: ["inputs", "count"], secret: false, guarded: false },
      { path: ["steps", "database", "outputs", "host"], secret: false, guarded: false },
    ]);
  });

  it("takes everything above a secret for secret", () => {
    expect(checkExpression("inputs", scope).reads).toEqual([{ path: ["inputs"], secret: true, guarded: false }]);
    expect(checkExpression("'password' in inputs", scope).reads).toEqual([
      { path: ["inputs", "password"], secret: true, guarded: true, presence: true },
    ]);
  });

  it("refuses what would nest or grow without end", () => {
    expect(messages("!".repeat(3_000) + "true")).toHaveLength(1);
    expect(messages("(".repeat(500) + "1" + ")".repeat(500))).toHaveLength(1);
    expect(messages("1" + " + 1".repeat(600))).toEqual(["This expression is too large; split it, or compute less."]);
    expect(messages("a".repeat(5_000))).toEqual(["An expression has at most 4000 characters."]);
  });

  it("answers for every text", () => {
    const piece = fc.constantFrom(
      "inputs",
      ".",
      ".?",
      "size",
      "rules",
      "[",
      "]",
      "[?",
      "(",
      ")",
      "0",
      "'a'",
      "==",
      "&&",
      "?",
      ":",
      "has",
      "map",
      "r",
      ",",
      "!",
      "-",
      "{",
      "}",
      "in",
      " ",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join("")),
        ),
        (expression) => {
          for (const issue of checkExpression(expression, scope).issues) {
            expect(issue.offset).toBeGreaterThanOrEqual(0);
            expect(issue.offset).toBeLessThanOrEqual(expression.length);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
