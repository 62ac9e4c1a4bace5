import type { StepProblem } from "#lib/core/problem.ts";
import { AdapterError } from "./adapter.ts";

/** A call that did not work out. */
export interface Failure {
  problem: StepProblem;
  /** The call may have reached the outside and changed something there. */
  reached: boolean;
  /** It may well work in a while. */
  passing: boolean;
  retryAfterSeconds?: number | undefined;
}

/** What calls go to, as people know it: `Jira`, `https://jira.example.com`, `jira`. */
export interface Target {
  title: string;
  baseUrl: string;
  /** Codes of its problems start with it. */
  code: string;
}

/** The call changed nothing or may be repeated: reads, and what an idempotency key protects. */
export function harmless(failure: Failure): AdapterError {
  const { problem, passing, retryAfterSeconds } = failure;
  return new AdapterError(problem, { effect: "none", repeat: passing, retryAfterSeconds });
}

/** The call was to make something: what may have reached the outside is never repeated by itself. */
export function harmful(failure: Failure): AdapterError {
  if (!failure.reached) return harmless(failure);
  return new AdapterError(failure.problem, { effect: "maybe", repeat: false, retryAfterSeconds: failure.retryAfterSeconds });
}

/** The address did not answer at all, or not in full. */
export function networkFailure(error: unknown, { title, baseUrl, code }: Target): Failure {
  const named = codeOf(error);
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
  const problem = (what: string, sentence: string, remedy: string): StepProblem => ({
    code: `${code}_${what}`,
    sentence,
    detail: `${baseUrl}: ${named ?? (error instanceof Error ? error.message : String(error))}`,
    remedy,
  });
  if (named === "ECONNREFUSED" || named === "EHOSTUNREACH" || named === "ENETUNREACH" || named === "UND_ERR_CONNECT_TIMEOUT")
    return { problem: problem("refused", `${title} at ${host} takes no connections.`, "Check that it is up and that this engine may reach it; then retry."), reached: false, passing: true };
  if (named === "ENOTFOUND" || named === "EAI_AGAIN")
    return { problem: problem("unknown_host", `The host ${host} of ${title} is not known.`, "An admin checks the connection's address; then retry."), reached: false, passing: named === "EAI_AGAIN" };
  if (named !== undefined && /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/.test(named))
    return { problem: problem("untrusted", `The certificate of ${title} at ${host} is not trusted.`, "An admin adds its certificate authority (NODE_EXTRA_CA_CERTS) or corrects the address; then retry."), reached: false, passing: false };
  if (isTimeout(error))
    return { problem: problem("timeout", `${title} at ${host} did not answer in time.`, "Check that it is well; then retry."), reached: true, passing: true };
  return { problem: problem("dropped", `The connection to ${title} at ${host} broke.`, "Check that it is up and well; then retry."), reached: true, passing: true };
}

/** The address answered with a status that is none of success. `words` is what it said itself. */
export function statusFailure(status: number, words: string, retryAfterSeconds: number | undefined, { title, code }: Target): Failure {
  const problem = (what: string, sentence: string, remedy: string): StepProblem => ({
    code: `${code}_${what}`,
    sentence,
    detail: `${status}${words === "" ? "" : `: ${words}`}`,
    remedy,
  });
  const refused = { reached: false, passing: false };
  if (status === 401)
    return { ...refused, problem: problem("unauthorised", `${title} does not accept the connection's credential.`, "An admin enters a valid one under Settings, Connections; then retry.") };
  if (status === 403)
    return { ...refused, problem: problem("forbidden", `${title} knows the connection's user but does not allow this.`, "Give that user the permission there; then retry.") };
  if (status === 429)
    return { problem: problem("busy", `${title} asks to slow down.`, "Wait a while; then retry."), reached: false, passing: true, retryAfterSeconds };
  if (status >= 500 || status === 408)
    return { problem: problem("failing", `${title} failed (${status}).`, "Check that it is well; then retry."), reached: true, passing: true, retryAfterSeconds };
  if (status >= 300 && status < 400)
    return { ...refused, problem: problem("redirect", `${title} points to another address, and PAO does not follow it.`, "An admin corrects the connection's address; then retry.") };
  if (status === 404) return { ...refused, problem: problem("not_found", `${title} does not know what the step names, or hides it.`, "Check the step's settings and the connection's permissions; then retry.") };
  if (status === 409) return { ...refused, problem: problem("conflict", `${title} says that this is in conflict with what exists.`, "See what it says; change that, or order anew with other answers.") };
  return { ...refused, problem: problem("refused_request", `${title} did not accept the request (${status}).`, "See what it says: the offering's authors correct the document, or order anew with other answers.") };
}

/** `Retry-After` in seconds: a number, or a date. */
export function retryAfter(header: string | null, now: Date): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now.getTime()) / 1000);
}

/** fetch hides why it failed under `cause`, sometimes several levels down. */
function codeOf(error: unknown): string | undefined {
  let here: unknown = error;
  for (let depth = 0; here instanceof Error && depth < 5; depth++) {
    if ("code" in here && typeof here.code === "string") return here.code;
    here = here.cause;
  }
  return undefined;
}

function isTimeout(error: unknown): boolean {
  if (error instanceof DOMException && (error.name === "TimeoutError" || error.name === "AbortError")) return true;
  return /TIMEOUT|ETIMEDOUT/.test(codeOf(error) ?? "");
}
