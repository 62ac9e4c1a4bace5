import type { Failure, Target } from "./failure.ts";

interface Words {
  what: string;
  /** `%` stands for the target. */
  sentence: string;
  remedy: string;
}

const known: Record<number, Words> = {
  401: {
    what: "unauthorised",
    sentence: "% does not accept the connection's credential.",
    remedy: "An admin enters a valid one under Settings, Connections; then retry.",
  },
  403: {
    what: "forbidden",
    sentence: "% knows the connection's user but does not allow this.",
    remedy: "Give that user the permission there; then retry.",
  },
  404: {
    what: "not_found",
    sentence: "% does not know what the step names, or hides it.",
    remedy: "Check the step's settings and the connection's permissions; then retry.",
  },
  409: {
    what: "conflict",
    sentence: "% refuses: it is in conflict with what exists already.",
    remedy: "See what it says; change that, or order anew with other answers.",
  },
  429: { what: "busy", sentence: "% asks to slow down.", remedy: "Wait a while; then retry." },
};

const failing: Words = {
  what: "failing",
  sentence: "% failed by itself.",
  remedy: "Check that it is well; then retry.",
};

const redirect: Words = {
  what: "redirect",
  sentence: "% points to another address, and PAO does not follow it.",
  remedy: "An admin corrects the connection's address; then retry.",
};

const refusedRequest: Words = {
  what: "refused_request",
  sentence: "% did not accept the request.",
  remedy: "See what it says: the offering's authors correct the document, or order anew with other answers.",
};

/** The address answered with a status that is none of success. `said` is what it said itself. */
export function statusFailure(status: number, said: string, wait: number | undefined, target: Target): Failure {
  const broken = status >= 500 || status === 408;
  const { what, sentence, remedy } = wordsFor(status, broken);
  const problem = {
    code: `${target.code}_${what}`,
    sentence: sentence.replace("%", target.title),
    detail: `${status}${said === "" ? "" : `: ${said}`}`,
    remedy,
  };
  // A 4xx is an answer to the request as it stands; behind a 5xx it may have been half done, and 300 to 303 are how many
  // answer a POST that has made something: “see it there”.
  const reached = broken || (status >= 300 && status <= 303);
  const busy = status === 429;
  return { problem, reached, passing: broken || busy, busy, retryAfterSeconds: wait };
}

function wordsFor(status: number, broken: boolean): Words {
  if (broken) return failing;
  return known[status] ?? (status >= 300 && status < 400 ? redirect : refusedRequest);
}

/** `Retry-After` in seconds: a number, or a date. */
export function retryAfter(header: string | null, now: Date): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now.getTime()) / 1000);
}
