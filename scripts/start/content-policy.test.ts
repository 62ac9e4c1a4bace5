import { expect, test } from "vitest";
import { pagePolicy } from "./content-policy.ts";

const baseUrl = "http://localhost:3000";
const directives = (dev = false) =>
  new Map(
    pagePolicy({ baseUrl, dev })
      ["content-security-policy"].split("; ")
      .map((text) => [text.split(" ")[0], text] as const),
  );

test("each answer has a number of its own, of 128 bits", () => {
  const numbers = Array.from({ length: 50 }, () => /'nonce-([^']+)'/.exec(directives().get("script-src") ?? "")?.[1]);
  expect(new Set(numbers).size).toBe(50);
  for (const number of numbers) expect(Buffer.from(number ?? "", "base64")).toHaveLength(16);
});

test("no script runs that is written into a page, and none is made of text", () => {
  const scripts = directives().get("script-src");
  expect(scripts).not.toMatch(/unsafe|https?:|\*/);
  expect(scripts).toContain("'strict-dynamic'");
});

test("a worker is a file of ours, never a text that a page put together", () => {
  expect(directives().get("worker-src")).toBe("worker-src 'self'");
});

test("nobody frames a page, moves its addresses, or has its forms sent elsewhere", () => {
  expect(directives().get("frame-ancestors")).toBe("frame-ancestors 'none'");
  expect(directives().get("base-uri")).toBe("base-uri 'none'");
  expect(directives().get("form-action")).toBe("form-action 'self'");
});

test("who came by https stays with it", () => {
  expect(pagePolicy({ baseUrl, dev: false })).not.toHaveProperty("strict-transport-security");
  expect(pagePolicy({ baseUrl: "https://pao.example.com", dev: false })).toHaveProperty(
    "strict-transport-security",
    "max-age=15552000",
  );
});
