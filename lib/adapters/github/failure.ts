import { RequestError } from "octokit";
import type { StepProblem } from "#lib/core/problem.ts";
import type { OpenConnection } from "../adapter.ts";
import type { Failure, Target } from "../failure.ts";
import { networkFailure } from "../network-failure.ts";
import { retryAfter, statusFailure } from "../status-failure.ts";

/** GitHub asks to wait a minute at least when it does not say how long. */
const usualWaitSeconds = 60;

interface Answer {
  status: number;
  headers: Readonly<Record<string, string | number | undefined>>;
  data: unknown;
}

/** What went wrong between us and GitHub, in words for the requester. `what` names what was asked for. */
export function githubFailure(error: unknown, connection: OpenConnection | null, what?: string): Failure {
  const target: Target = { title: "GitHub", code: "github", baseUrl: connection?.baseUrl ?? "" };
  if (!(error instanceof RequestError)) return networkFailure(error, target);
  if (error.response === undefined) return networkFailure(error.cause ?? error, target);
  return answeredFailure(error.response, target, new Date(), what);
}

/** Exported for its test. */
export function answeredFailure(answer: Answer, target: Target, now: Date, what?: string): Failure {
  const header = (name: string) => (answer.headers[name] === undefined ? null : String(answer.headers[name]));
  const said = wordsOf(answer.data);
  const { status } = answer;
  const failure = statusFailure(status, said, retryAfter(header("retry-after"), now), target);
  if (status === 403 || status === 429) {
    const limit = rateLimit(header, said, status, now);
    if (limit !== null) return { ...failure, ...limit, passing: true };
  }
  const problem =
    status === 403 ? forbidden(header, said, failure.problem) : special(status, said, what, failure.problem);
  return { ...failure, problem };
}

type Header = (name: string) => string | null;

/** GitHub says 403 or 429 for both of its limits: the hourly one, and the one against bursts. */
function rateLimit(
  header: Header,
  said: string,
  status: number,
  now: Date,
): Pick<Failure, "problem" | "retryAfterSeconds"> | null {
  const spent = header("x-ratelimit-remaining") === "0";
  const asked = retryAfter(header("retry-after"), now);
  if (!spent && asked === undefined && status !== 429 && !/rate limit|abuse/i.test(said)) return null;
  const reset = spent ? Number(header("x-ratelimit-reset")) : Number.NaN;
  const untilReset =
    Number.isFinite(reset) && reset > 0 ? Math.max(1, Math.ceil(reset - now.getTime() / 1000)) : undefined;
  const wait = asked ?? untilReset ?? usualWaitSeconds;
  const until = new Date(now.getTime() + wait * 1000).toISOString().slice(11, 16);
  const problem = {
    code: "github_busy",
    sentence: spent
      ? `The connection has used up its calls to GitHub for this hour; they begin anew at ${until} UTC.`
      : "GitHub asks to slow down.",
    detail: `${status}: ${said}`,
    remedy: "Wait a while; then retry.",
  };
  return { problem, retryAfterSeconds: wait };
}

function forbidden(header: Header, said: string, otherwise: StepProblem): StepProblem {
  const sso = header("x-github-sso");
  if (sso?.startsWith("required")) {
    const url = /url=(\S+)/.exec(sso)?.[1];
    return {
      code: "github_sso",
      sentence: "The organisation takes the connection's token only after it is authorised for single sign-on.",
      detail: `403: ${said}`,
      remedy: `Whoever owns the token authorises it${url === undefined ? "" : ` at ${url}`}; then retry.`,
    };
  }
  const needs = header("x-accepted-github-permissions");
  if (!/not accessible|permission|must have/i.test(said)) return otherwise;
  return {
    code: "github_forbidden",
    sentence: "The GitHub connection lacks a permission for this.",
    detail: `403: ${said}${needs === null ? "" : ` (it takes ${needs})`}`,
    remedy: "An admin gives the token or the GitHub App the permission Actions: read and write; then retry.",
  };
}

function special(status: number, said: string, what: string | undefined, otherwise: StepProblem): StepProblem {
  if (status === 404 && what !== undefined)
    return { ...otherwise, sentence: `GitHub knows no ${what}, or hides it from the connection.` };
  if (status !== 422) return otherwise;
  const code = /^No ref found/i.test(said)
    ? "github_unknown_ref"
    : /input/i.test(said)
      ? "github_inputs"
      : otherwise.code;
  return {
    ...otherwise,
    code,
    sentence: `GitHub did not accept the dispatch: ${said.replace(/\s+/g, " ") || "it does not say why."}`,
    remedy: "The offering's authors correct the document or the workflow file, or order anew with other answers.",
  };
}

/** GitHub says what is wrong as {message, errors, documentation_url}. */
function wordsOf(data: unknown): string {
  if (typeof data === "string") return data;
  if (typeof data !== "object" || data === null) return "";
  const message = "message" in data && typeof data.message === "string" ? data.message : "";
  const errors = "errors" in data && Array.isArray(data.errors) ? data.errors.map(errorText) : [];
  return [message, ...errors].filter((text) => text !== "").join(" ");
}

function errorText(error: unknown): string {
  if (typeof error === "string") return error;
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : "";
}
