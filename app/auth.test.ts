import { expect, test } from "vitest";
import { backTo } from "./auth.ts";

const base = "http://localhost:3000/api/auth";
const here = "http://127.0.0.1:3000";

test.each([
  ["a path of ours", "/requests?state=failed#x", `${here}/requests?state=failed#x`],
  ["our address by its other name", "http://localhost:3000/inbox", `${here}/inbox`],
  ["our address as this browser has it", `${here}/inbox`, `${here}/inbox`],
  ["another site", "https://evil.example/x", here],
  ["another site without a scheme", "//evil.example/x", here],
  ["another site behind a backslash", "/\\evil.example", here],
  ["another site that looks like ours", "http://localhost:3000@evil.example/", here],
  ["a script", "javascript:alert(1)", here],
  ["nothing that is an address", "http://[", here],
])("signing in leads back to %s only as it should", (_, url, to) => {
  expect(backTo(url, base, here)).toBe(to);
});
