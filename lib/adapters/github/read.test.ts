import { expect, test } from "vitest";
import { pem } from "./credential.ts";
import { answeredFailure } from "./failure.ts";
import { outputsInLog, tailOf } from "./job-log.ts";
import { newsOf } from "./news.ts";
import { readDeclared } from "./outputs.ts";
import type { Job } from "./run.ts";

const log = (...lines: string[]) => lines.map((line) => `2026-11-21T10:00:00.1234567Z ${line}`).join("\n");

test("only a line that was printed hands over a value, not a script that says so", () => {
  const script = [
    "##[group]Run echo",
    '\u001b[36;1mecho "::pao-output host=$HOST"\u001b[0m',
    "\u001b[36;1m::pao-output host=fake\u001b[0m",
    "##[endgroup]",
  ];
  expect(outputsInLog(log(...script, "::pao-output host=a::b=c", "said ::pao-output port=1"))).toEqual({
    host: "a::b=c",
  });
});

test("the tail of a log ends with its last error, without colours and handed-over values", () => {
  const text = log(
    "::pao-output password=x",
    "\u001b[31mno room\u001b[0m",
    "##[error]Process completed with exit code 1.",
    "Cleaning up",
  );
  expect(tailOf(text)).toBe("no room\nError: Process completed with exit code 1.");
});

test("what the artifact says goes before what was printed; what GitHub hides is no value", () => {
  const declared = {
    host: { type: "string" },
    port: { type: "integer" },
    token: { type: "string", title: "Token" },
    gone: { type: "string" },
  } as const;
  const read = readDeclared(declared, {
    printed: { host: "printed", port: "5432", token: "***" },
    artifact: { host: "file" },
  });
  expect(read).toEqual({ values: { host: "file", port: 5432 }, missing: ["gone"], masked: ["Token"] });
});

const step = (name: string, status: string, conclusion: string | null = null) => ({
  name,
  number: 1,
  status,
  conclusion,
  startedAt: null,
  completedAt: null,
});
const job = (status: string, conclusion: string | null, ...steps: ReturnType<typeof step>[]): Job => ({
  id: 7,
  name: "migrate",
  status,
  conclusion,
  steps,
});

test("a look tells only what the one before did not", () => {
  const first = newsOf(
    [job("in_progress", null, step("Set up", "completed", "success"), step("Apply", "in_progress"))],
    "",
  );
  expect(first.lines).toEqual(["Job migrate started", "  ✓ Set up", "  … Apply"]);
  const same = newsOf(
    [job("in_progress", null, step("Set up", "completed", "success"), step("Apply", "in_progress"))],
    first.seen,
  );
  expect(same).toEqual({ lines: [], seen: first.seen });
  const last = newsOf(
    [job("completed", "failure", step("Set up", "completed", "success"), step("Apply", "completed", "failure"))],
    first.seen,
  );
  expect(last.lines).toEqual(["  ✗ Apply", "Job migrate failed"]);
});

const target = { title: "GitHub", code: "github", baseUrl: "https://api.github.com" };
const now = new Date("2026-11-21T10:00:00Z");
const answered = (status: number, message: string, headers: Record<string, string> = {}) =>
  answeredFailure({ status, headers, data: { message } }, target, now);

test("both of GitHub's limits are waited for, as long as it says", () => {
  const reset = String(now.getTime() / 1000 + 600);
  expect(
    answered(403, "API rate limit exceeded", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset }),
  ).toMatchObject({
    passing: true,
    reached: false,
    retryAfterSeconds: 600,
    problem: { code: "github_busy", sentence: expect.stringContaining("10:10 UTC") },
  });
  expect(answered(403, "You have exceeded a secondary rate limit.")).toMatchObject({
    passing: true,
    retryAfterSeconds: 60,
  });
  expect(answered(429, "Slow down", { "retry-after": "7" })).toMatchObject({ passing: true, retryAfterSeconds: 7 });
});

test("a missing permission and single sign-on are told apart from other refusals", () => {
  expect(
    answered(403, "Resource not accessible by integration", { "x-accepted-github-permissions": "actions=write" }),
  ).toMatchObject({
    passing: false,
    problem: { code: "github_forbidden", detail: expect.stringContaining("actions=write") },
  });
  const sso = "required; url=https://github.com/orgs/acme/sso?authorization_request=A";
  expect(
    answered(403, "Resource protected by organization SAML enforcement.", { "x-github-sso": sso }).problem,
  ).toMatchObject({
    code: "github_sso",
    remedy: expect.stringContaining("https://github.com/orgs/acme/sso"),
  });
});

test("a private key that lost its line ends is a key again", () => {
  const flat = "-----BEGIN RSA PRIVATE KEY----- AAAA\\nBBBB CC== -----END RSA PRIVATE KEY-----";
  expect(pem(flat)).toBe("-----BEGIN RSA PRIVATE KEY-----\nAAAABBBBCC==\n-----END RSA PRIVATE KEY-----\n");
});
