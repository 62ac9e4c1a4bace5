import { expect, test } from "vitest";
import { isSigned } from "./signature.ts";

// The example that GitHub publishes for testing a check of signatures.
const secret = "It's a Secret to Everybody";
const body = Buffer.from("Hello, World!");
const signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

test("what was signed with the secret is taken", () => {
  expect(isSigned(body, secret, signature)).toBe(true);
});

test.each([
  ["nothing", null],
  ["an empty one", ""],
  ["another algorithm's", `sha1=${signature.slice(7)}`],
  ["one bit less", `${signature.slice(0, -1)}6`],
  ["part of it", signature.slice(0, 40)],
  ["characters of several bytes", `sha256=${"é".repeat(32)}`],
])("%s is no signature", (_, given) => {
  expect(isSigned(body, secret, given)).toBe(false);
});

test("neither another body nor another secret fits, and no secret fits nothing", () => {
  expect(isSigned(Buffer.from("Hello, World?"), secret, signature)).toBe(false);
  expect(isSigned(body, "It's a secret to everybody", signature)).toBe(false);
  expect(isSigned(Buffer.from(""), "", "sha256=b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")).toBe(
    false,
  );
});
