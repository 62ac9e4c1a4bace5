import fc from "fast-check";
import { expect, test } from "vitest";
import { redactor, redactProblem } from "./redact.ts";

test("no secret is left in a text, however it is written there", () => {
  const text = fc
    .string({ minLength: 4, unit: "grapheme" })
    .filter((secret) => secret.isWellFormed() && !secret.includes("•"));
  fc.assert(
    fc.property(text, fc.string(), fc.string(), (secret, before, after) => {
      const redact = redactor([secret]);
      return [secret, encodeURIComponent(secret), JSON.stringify({ secret })].every(
        (form) => !redact(before + form + after).includes(secret),
      );
    }),
  );
});

test("secrets inside lists and objects are hidden too", () => {
  const redact = redactor([{ user: "anna", codes: [123_456, "s3cret"] }, null, true]);
  expect(redact("anna said 123456 and s3cret, null and true")).toBe("•••••• said •••••• and ••••••, null and true");
});

test("a secret of several lines is hidden line by line, as a log shows it", () => {
  const redact = redactor(["first-line-of-it\nsecond-line-of-it\r\nend"]);
  expect(redact("1: first-line-of-it")).toBe("1: ••••••");
  expect(redact("2: second-line-of-it")).toBe("2: ••••••");
  expect(redact("the end")).toBe("the end");
});

test("a short secret and a number are hidden where they stand alone, and garble nothing else", () => {
  const redact = redactor([42, "7", "ab", -8.5]);
  expect(redact("4200 of run 42, took 177 ms; pin=7 (ab) absent -8.5")).toBe(
    "4200 of run ••••••, took 177 ms; pin=•••••• (••••••) absent ••••••",
  );
});

test("a longer secret is hidden before a shorter one that it holds", () => {
  expect(redactor(["pass", "password1"])("password1")).toBe("••••••");
});

test("what the outside said is redacted and can be stored", () => {
  const problem = { code: "x", sentence: "No: hunter2", detail: "hunter2\0", remedy: "Not hunter2" };
  expect(redactProblem(problem, redactor(["hunter2"]))).toEqual({
    code: "x",
    sentence: "No: ••••••",
    detail: "••••••",
    remedy: "Not ••••••",
  });
});

test("what the outside says at length is cut after it has been redacted, so that no half of a secret is left", () => {
  const said = `It failed: ${"x".repeat(480)} hunter2-hunter2 ${"y".repeat(100_000)}`;
  const { sentence } = redactProblem({ code: "x", sentence: said }, redactor(["hunter2-hunter2"]));
  expect(sentence).not.toContain("hunter");
  expect(sentence.length).toBeLessThanOrEqual(501);
  expect(sentence.endsWith("…")).toBe(true);
});

test("of a megabyte only as much is looked through as is kept, and where that ends no half of a secret is left", () => {
  const secret = "hunter2-hunter2-".repeat(20);
  const redact = redactor([secret, "7"]);
  for (let before = 0; before < secret.length; before += 7) {
    const sentence = secret.repeat(1000);
    const detail = `${"x".repeat(before)}${secret.repeat(4000)}`;
    expect(JSON.stringify(redactProblem({ code: "x", sentence, detail }, redact))).not.toContain("hunter");
  }
  expect(redactProblem({ code: "x", sentence: "No.", detail: "y".repeat(1_000_000) }, redact).detail).toBe(
    "y".repeat(4000),
  );
});
