import { expect, test } from "vitest";
import fc from "fast-check";
import { masked } from "#lib/core/masked.ts";
import { redactor } from "./redact.ts";

const entities = (text: string) => text.replace(/[^A-Za-z0-9._-]/gu, (sign) => `&#${sign.codePointAt(0)};`);
const named = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const base64 = (encoding: "base64" | "base64url", before: string) => (text: string) =>
  Buffer.from(`${before}${text}${before}`).toString(encoding);

const ways: Record<string, (text: string) => string> = {
  "as it is": (text) => text,
  "as JSON": inJson,
  "as JSON within JSON within JSON": (text) => inJson(inJson(inJson(text))),
  "as JSON of ASCII only": (text) =>
    inJson(text).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "in a URL": encodeURIComponent,
  "in a URL within a URL": (text) => encodeURIComponent(encodeURIComponent(text)),
  "in a form": (text) => new URLSearchParams({ text }).toString().slice(5),
  "in HTML": named,
  "in HTML by numbers": entities,
  "as JSON in HTML": (text) => named(inJson(text)),
  "as JSON in a URL": (text) => encodeURIComponent(inJson(text)),
};

const secret = fc.string({ minLength: 4, maxLength: 40, unit: "grapheme" }).filter(
  // Only itself is in it, and it is no part of the mask.
  (text) => text.isWellFormed() && !text.includes("•") && text.trim() === text && /[^\\]/.test(text),
);

test.each(Object.entries(ways))("a secret is hidden %s", (_, written) => {
  fc.assert(
    fc.property(secret, (text) => {
      expect(redactor([text])(`“${written(text)}”`)).toBe(`“${masked}”`);
    }),
  );
});

test("of a secret in base64 or hexadecimal nothing that tells it is left, wherever it stands", () => {
  const text = "correct-horse-battery";
  const redact = redactor([text]);
  for (const before of ["", "a", "ab", "abc"])
    for (const encoding of ["base64", "base64url"] as const) {
      const left = redact(base64(encoding, before)(text));
      expect(left).toContain(masked);
      expect(Buffer.from(left.replaceAll(masked, ""), "base64").toString("latin1")).not.toMatch(/horse|batt/);
    }
  for (const inHex of [Buffer.from(text).toString("hex"), Buffer.from(text).toString("hex").toUpperCase()])
    expect(redact(`0x${inHex}.`)).toBe(`0x${masked}.`);
});

test("a hostile secret and a hostile answer are no trap", () => {
  const hostile = `${String.raw`\"`.repeat(200)}%25%5c${"\\".repeat(300)}`;
  const redact = redactor([hostile, String.raw`\\\"\\\"x`, "%25".repeat(60)]);
  const answer = `${"\\".repeat(5_000)}${"%25".repeat(2_000)}${String.raw`\"`.repeat(2_000)}`;
  const began = process.cpuUsage();
  expect(redact(answer).length).toBeGreaterThan(0);
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(10);
});

// Ten seconds for what takes a fraction of one: a machine that is busy does not break it, a pattern that is quadratic does.
test("a long run of what a secret may begin with is read once, however it is written", { timeout: 120_000 }, () => {
  const secrets = ["!Passw0rd", '"quoted secret"', "\\back", "!\\!x", "&amp", "n\nm", "%5c%", "!!x"];
  const runs = ["\\", "&#92;", "&amp;#92;", "%5c", "%255c", "\\!", "!\\", "\\n", "%2525", "&amp;", "!"];
  const redact = redactor(secrets);
  const began = process.cpuUsage();
  for (const run of runs) expect(redact(run.repeat(20_000)).length).toBeGreaterThan(0);
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(10);
});
