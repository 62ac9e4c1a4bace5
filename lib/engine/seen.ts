import type { AttemptPatch } from "#db/attempt.ts";
import { attemptEnded, stepEnded } from "#db/ended.ts";
import type { StepRow } from "#db/step.ts";
import { loadTrace } from "#db/trace.ts";
import type { OpenConnection } from "#lib/adapters/adapter.ts";
import { log } from "#lib/log.ts";
import { attemptSpan } from "#lib/trace.ts";
import type { Calling } from "./calls.ts";
import type { EngineContext } from "./context.ts";
import type { Taken } from "./take.ts";

/** How a turn has ended, once that is committed. */
export interface Over {
  state: StepRow["state"];
  attempt: AttemptPatch | null;
}

type Turn = Pick<Taken, "step" | "attempt">;

const begun = ({ step, attempt }: Turn) => ({ ...step, startedAt: step.startedAt ?? attempt.startedAt });

/** Tells those who run PAO how a turn has ended. That this fails is no failure of the step. */
export async function seen({ db }: Pick<EngineContext, "db">, turn: Turn, { state, attempt }: Over): Promise<void> {
  const code = attempt?.problem?.code;
  try {
    if (attempt?.outcome && attempt.outcome !== "waiting")
      await attemptEnded(db, begun(turn), turn.attempt, attempt.outcome, code);
    if (state === "completed" || state === "failed" || state === "uncertain" || state === "cancelled")
      await stepEnded(db, begun(turn), state, code);
  } catch (error) {
    log.warn("what ended could not be traced", { error });
  }
}

/** What the calls of this turn are for; null when it has no connection. */
export async function callingOf(
  { db }: Pick<EngineContext, "db">,
  { held, attempt }: Pick<Taken, "held" | "attempt">,
  connection: OpenConnection | null,
): Promise<Calling | null> {
  if (connection === null) return null;
  const trace = await loadTrace(db, held.request);
  const within = trace === null ? undefined : { trace: trace.id, span: attemptSpan(attempt.id) };
  return { connection: connection.name, within };
}
