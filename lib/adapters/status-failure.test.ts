import { expect, test } from "vitest";
import { networkFailure } from "./network-failure.ts";
import { retryAfter, statusFailure } from "./status-failure.ts";

const target = { title: "Jira", code: "jira", baseUrl: "https://acme.example" };
const now = new Date("2026-01-01T00:00:00Z");

test.each([
  ["12", 12],
  ["0", 0],
  ["-4", 0],
  ["Thu, 01 Jan 2026 00:00:30 GMT", 30],
  ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
  ["soon", undefined],
  ["", undefined],
  [null, undefined],
])("Retry-After %j is %j seconds", (header, seconds) => expect(retryAfter(header, now)).toBe(seconds));

test("every status has a sentence and a next step, and only a failure of its own, or a way to a result, may have made something", () => {
  for (let status = 300; status < 600; status++) {
    const { problem, reached } = statusFailure(status, "its words", undefined, target);
    expect(problem.sentence).toMatch(/^Jira .+\.$/);
    expect(problem.detail).toBe(`${status}: its words`);
    expect(problem.remedy).toMatch(/\.$/);
    expect(reached).toBe(status <= 303 || status >= 500 || status === 408);
  }
});

test.each([
  ["ENOTFOUND", "jira_unknown_host", false, false],
  ["EAI_AGAIN", "jira_unknown_host", false, true],
  ["UND_ERR_CONNECT_TIMEOUT", "jira_refused", false, true],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "jira_untrusted", false, false],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "jira_untrusted", false, false],
  ["UND_ERR_HEADERS_TIMEOUT", "jira_timeout", true, true],
  ["ECONNRESET", "jira_dropped", true, true],
])("%s behind a failed fetch is %s", (code, expected, reached, passing) => {
  const error = new TypeError("fetch failed", { cause: Object.assign(new Error("inner"), { code }) });
  const failure = networkFailure(error, target);
  expect([failure.problem.code, failure.reached, failure.passing]).toEqual([expected, reached, passing]);
});
