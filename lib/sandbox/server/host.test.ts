import { expect, test } from "vitest";
import { isOwnHost } from "./host.ts";

const baseUrl = "https://pao.dev.example";

test.each([
  "localhost",
  "localhost:3000",
  "LOCALHOST:4600",
  "127.0.0.1:3000",
  "[::1]:3000",
  "[::1]",
  "pao.dev.example",
])("%s is answered", (host) => {
  expect(isOwnHost(host, baseUrl)).toBe(true);
});

test.each([
  undefined,
  "",
  "evil.example",
  "evil.example:3000",
  "localhost.evil.example",
  "localhost@evil.example",
  "evil.example/localhost",
  "evil@localhost",
  "192.168.1.5:3000",
  "x.pao.dev.example",
  "localhost:x",
])("%s is not answered", (host) => {
  expect(isOwnHost(host, baseUrl)).toBe(false);
});
