/**
 * What was found outside. `note`: works, but somebody should know. `unknown`: could not be asked, or is only known once
 * somebody orders. `nothing`: there is nothing outside to ask, and why.
 */
export type FindingLevel = "ok" | "note" | "problem" | "unknown" | "nothing";

export interface Finding {
  level: FindingLevel;
  sentence: string;
  remedy?: string;
  /** JSON pointer; an adapter's are within `with`, the others within the document. Empty for all of it. */
  path: string;
}

/** `nothing`: there is nothing outside to ask about. */
export type Verdict = "ok" | "problem" | "unknown" | "nothing";

/** What was found about one step of an offering, or about a connection. */
export interface ProbeAnswer {
  title: string;
  /** Absent when it is about a connection. */
  step?: string;
  operation?: string;
  verdict: Verdict;
  findings: Finding[];
}

export function verdictOf(findings: readonly Finding[]): Verdict {
  const has = (level: FindingLevel) => findings.some((finding) => finding.level === level);
  if (findings.every(({ level }) => level === "nothing")) return "nothing";
  if (has("problem")) return "problem";
  return has("unknown") ? "unknown" : "ok";
}

/** `asked`: an engine will answer; `unanswered`: none did in time, one still may. */
export type ProbeState = "asked" | "answered" | "unanswered";

/** How long an engine may take to ask everything; a dry run plans modules as well. */
export const probeSeconds = { plain: 15, dryRun: 100 } as const;

/** After this an answer is no longer waited for; long enough for another engine to take over from a dead one. */
export const probeLimitSeconds = { plain: 60, dryRun: 150 } as const;

/** `age`: seconds since it was asked. */
export function probeState(answered: boolean, age: number, kind: keyof typeof probeLimitSeconds = "plain"): ProbeState {
  if (answered) return "answered";
  return age > probeLimitSeconds[kind] ? "unanswered" : "asked";
}
