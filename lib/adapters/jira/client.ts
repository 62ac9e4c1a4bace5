import { isApiError, isNetworkError, isRateLimitError } from "jira.js";
import { type Client, createClient } from "jira.js/core";
import type { StepProblem } from "#lib/core/problem.ts";
import { AdapterError, type AttemptContext, type OpenConnection } from "../adapter.ts";
import type { Failure, Target } from "../failure.ts";
import { networkFailure } from "../network-failure.ts";
import { statusFailure } from "../status-failure.ts";

const longestCallMs = 30_000;

export function jiraAt(connection: OpenConnection | null): OpenConnection {
  if (connection?.kind === "jira") return connection;
  const problem = {
    code: "connection_missing",
    sentence: "This step has no Jira connection.",
    remedy: "An admin adds one under Settings, Connections.",
  };
  throw new AdapterError(problem, { effect: "none", repeat: false });
}

/** A client whose calls end: jira.js has no time limit of its own, and its retry would repeat POSTs, so it stays off. */
export function clientOf({ connection, signal }: Pick<AttemptContext, "connection" | "signal">): Client {
  const { baseUrl, credential } = jiraAt(connection);
  const { email, token = "" } = credential;
  const auth = email ? { type: "basic" as const, email, apiToken: token } : { type: "bearer" as const, token };
  const client = createClient({ host: baseUrl, auth, onSchemaMismatch: "silent" });
  return { sendRequest: (options) => bounded(client.sendRequest(options), signal) };
}

/** The call itself can't be stopped; what it makes after we have gone is found by its label. */
async function bounded<T>(call: Promise<T>, signal: AbortSignal): Promise<T> {
  const over = AbortSignal.any([signal, AbortSignal.timeout(longestCallMs)]);
  let stop = () => {};
  const end = new Promise<never>((_, reject) => {
    stop = () => reject(over.reason);
    if (over.aborted) stop();
    over.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([call, end]);
  } finally {
    over.removeEventListener("abort", stop);
    call.catch(() => {});
  }
}

/** What went wrong between us and Jira, in words for the requester. */
export function jiraFailure(error: unknown, connection: OpenConnection | null): Failure {
  const target: Target = { title: "Jira", code: "jira", baseUrl: connection?.baseUrl ?? "" };
  if (!isApiError(error)) return networkFailure(isNetworkError(error) ? (error.cause ?? error) : error, target);
  const waited = isRateLimitError(error) && error.retryAfterMs !== undefined ? error.retryAfterMs / 1000 : undefined;
  const said = readAnswer(error.body);
  const failure = statusFailure(error.status, said.words, waited, target);
  return error.status === 400 ? { ...failure, problem: refusedFields(said, failure.problem) } : failure;
}

interface Said {
  words: string;
  /** By field: `issuetype`, `customfield_10010`. */
  errors: Record<string, string>;
}

/** Jira says what is wrong as {errorMessages, errors}. */
function readAnswer(body: unknown): Said {
  if (typeof body !== "object" || body === null) return { words: typeof body === "string" ? body : "", errors: {} };
  const messages = "errorMessages" in body && Array.isArray(body.errorMessages) ? body.errorMessages.map(String) : [];
  const given = "errors" in body && typeof body.errors === "object" && body.errors !== null ? body.errors : {};
  const errors = Object.fromEntries(Object.entries(given).map(([field, words]) => [field, String(words)]));
  return {
    words: [...messages, ...Object.entries(errors).map(([field, words]) => `${field}: ${words}`)].join(" "),
    errors,
  };
}

const fieldCodes: Record<string, string> = { project: "jira_unknown_project", issuetype: "jira_unknown_issue_type" };

function refusedFields({ words, errors }: Said, otherwise: StepProblem): StepProblem {
  const [field] = Object.keys(errors);
  if (field === undefined) return otherwise;
  return {
    code: fieldCodes[field] ?? "jira_invalid_field",
    sentence: `Jira did not accept the issue's ${Object.keys(errors).join(", ")}: ${errors[field] ?? ""}`,
    detail: words,
    remedy: "The offering's authors correct the document, or a Jira admin the project; then retry.",
  };
}
