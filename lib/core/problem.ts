/** One thing that is wrong with what somebody gave us, and where. `path` is a JSON pointer; line and column count from 1. */
export interface Issue {
  severity: "error" | "warning";
  message: string;
  path: string;
  line?: number;
  column?: number;
  /** A replacement that is sure to be right: the text to put in place of what stands at `line`, `column`, `length`. */
  fix?: { title: string; replacement: string; line: number; column: number; length: number };
}

/** What went wrong, in the words of RFC 9457: each code is a `type`, each has one HTTP status. */
export const problemStatus = {
  invalid: 422,
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  not_allowed: 405,
  conflict: 409,
  /** It can't be run as PAO is set up now; asking again changes nothing. */
  not_ready: 409,
  stale: 409,
  too_large: 413,
  unsupported: 415,
  too_many: 429,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problemStatus;

/**
 * The one error that crosses rooms. `message` says what happened in a sentence, `remedy` what to do next;
 * `issues` name the places. Each transport maps it once: HTTP status by `problemStatus[code]`.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly remedy: string | undefined;
  readonly issues: readonly Issue[];

  constructor(
    code: ProblemCode,
    message: string,
    more: { remedy?: string; issues?: readonly Issue[]; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "Problem";
    this.code = code;
    this.remedy = more.remedy;
    this.issues = more.issues ?? [];
  }
}

/** What went wrong in an attempt at a step, as it is stored and shown. */
export interface StepProblem {
  /** snake_case, stable: `jira_unauthorised`, `http_unexpected_status` … */
  code: string;
  /** One sentence for the requester. */
  sentence: string;
  /** What the outside said, redacted. */
  detail?: string;
  /** What a person can do next. */
  remedy?: string;
}

/** A Problem as it crosses a wire: the members of `application/problem+json` and what server actions answer. */
export interface ProblemView {
  code: ProblemCode;
  message: string;
  remedy?: string;
  issues: readonly Issue[];
}

/** What a server action answers: errors are values, because thrown ones lose their words on the way to the browser. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: ProblemView };

/** A Problem as it crosses a wire. */
export function problemView({ code, message, remedy, issues }: Problem): ProblemView {
  return { code, message, ...(remedy === undefined ? {} : { remedy }), issues };
}
