import { commitEffect, giveBack, LeaseLost, recordPayload, RequestEnding } from "#db/attempt.ts";
import type { Transaction } from "#db/client.ts";
import { wakeStep } from "#db/queue.ts";
import type { Locked } from "#db/locked.ts";
import type { StepRow } from "#db/step.ts";
import { type Adapter, AdapterError, type AttemptContext } from "#lib/adapters/adapter.ts";
import { effectLabel } from "#lib/adapters/effect-label.ts";
import { adapterFor } from "#lib/adapters/index.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { blockersOf } from "#lib/core/escalation/replaced.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { logging } from "#lib/log.ts";
import { aborted, asAdapterError, look } from "./asked.ts";
import { callingFor } from "./calls.ts";
import { childRequests } from "./child.ts";
import type { EngineContext } from "./context.ts";
import { type Ended, failed } from "./ended.ts";
import { knownOf, pinnedOf } from "./facts.ts";
import { heeding, leaveGate } from "./gates.ts";
import { judgeCheck, judgeFinding, judgeStart, withTraces } from "./judge.ts";
import { keepLease } from "./lease.ts";
import { collectLines } from "./lines.ts";
import { moduleRun } from "./module-run.ts";
import { beginAtOnce } from "./onward.ts";
import { denial, type Informed, prepare } from "./prepare.ts";
import { redactor } from "./redact.ts";
import { earlierOf } from "./removal.ts";
import { report, type Told } from "./report.ts";
import { secretParts } from "./secret-parts.ts";
import { callingOf, seen } from "./seen.ts";
import { settleRequest } from "./settle.ts";
import { stop } from "./stop.ts";
import { lostTooOften, mostLost, stumble } from "./stumble.ts";
import { type Left, take, type Taken, takeLocked } from "./take.ts";
import { isLate, outOfTime, timedOut } from "./timeout.ts";

/** No call to the outside takes longer than this, whatever the step's own timeout; unless its adapter says otherwise. */
const longestTurnSeconds = 120;

function turnSeconds({ step }: Taken): number {
  const { longestTurnSeconds: own } = adapterDefinition(step.uses);
  return own === undefined ? longestTurnSeconds : (step.plan.timeoutSeconds ?? own);
}

/** One turn at one step: take it, do what is next, write down how it went. Then the same for the step that follows from it. */
export async function runStep(engine: EngineContext, number: number, id: string): Promise<void> {
  await runOn(engine, await take(engine, number, id));
}

/** The same for a new request: whoever settles it takes the first step that may start. */
export async function runFirst(engine: EngineContext, number: number): Promise<void> {
  const next = (tx: Transaction, now: Locked, step: StepRow) => takeLocked(engine, tx, now, step, true);
  const begun = await beginAtOnce(engine, number);
  await runOn(engine, begun ?? (await settleRequest(engine, number, engine.leaving.aborted ? undefined : next)));
}

async function runOn(engine: EngineContext, first: Taken | null): Promise<void> {
  for (let taken = first; taken;) {
    const now = taken;
    taken = await logging({ request: now.held.request, step: now.held.id }, () => runTurn(engine, now));
  }
}

/** Answers the step that follows, when this engine goes on with it. */
async function runTurn(engine: EngineContext, taken: Taken): Promise<Taken | null> {
  const lease = keepLease(engine, taken.held);
  try {
    const told = await turn(engine, taken, lease.signal);
    // A turn cut short by the engine's end says nothing about the outside.
    lease.signal.throwIfAborted();
    return await report(engine, taken, told);
  } catch (error) {
    if (engine.stopping.aborted) await handOver(engine, taken);
    else if (!(error instanceof LeaseLost) && !lease.signal.aborted) await stumble(engine, taken, error);
    return null;
  } finally {
    lease.end();
    if (taken.place !== null) await leaveGate(engine, taken.place);
  }
}

/** Lets another engine go on at once. */
async function handOver(engine: EngineContext, taken: Taken): Promise<void> {
  const { held, attempt, step } = taken;
  const given = await engine.db.transaction(async (tx) => {
    const gave = await giveBack(tx, held, attempt.id);
    if (gave) await wakeStep(tx, held.request, held.id);
    return gave;
  });
  if (given) await seen(engine, taken, { state: step.state, attempt: { outcome: "handed_over" } });
}

/** Read after it was taken: a secret that does not open, or a revision that has gone, ends the step and not the taking. */
async function inform(engine: EngineContext, taken: Taken): Promise<Informed> {
  const { facts, secrets } = knownOf(taken.row, taken.steps);
  const earlier = await earlierOf(engine, taken.step.plan);
  const known = { facts, secrets: [...secrets, ...(earlier?.known.secrets ?? [])] };
  return { ...taken, known, earlier, pinned: await pinnedOf(engine, engine.db, taken.row) };
}

async function turn(engine: EngineContext, bare: Taken, signal: AbortSignal): Promise<Told> {
  if (bare.todo.lostBefore >= mostLost) return { ended: await lostTooOften(engine, bare), redact: redactor([]) };
  const taken = await inform(engine, bare);
  const prepared = await prepare(engine, taken);
  if ("problem" in prepared) return { ended: failed(prepared.problem), redact: redactor(taken.known.secrets) };
  const redact = redactor([...taken.known.secrets, ...secretParts(prepared.connection?.credential ?? {})]);
  const { request, id } = taken.held;
  const lines = collectLines(engine.db, { request, step: id, attempt: taken.attempt.id }, redact);
  if (taken.left) lines.add(takenOver(taken.left, engine));
  // Asking how it stands sends nothing of it, and goes on for days.
  let payload = taken.todo.task === "check" ? undefined : prepared.redacted;
  const timeout = AbortSignal.timeout(turnSeconds(taken) * 1000);
  const base: AttemptContext = {
    connection: prepared.connection,
    payload: prepared.payload,
    effectKey: `${engine.installation}/${request}/${id}/${taken.step.generation}`,
    request: formatNumber(request),
    step: id,
    title: taken.step.plan.title,
    startedAt: taken.step.startedAt ?? taken.attempt.startedAt,
    requestUrl: `${engine.baseUrl}/requests/${formatNumber(request)}`,
    blockedBy: blockersOf(taken.step, taken.steps),
    signal: AbortSignal.any([signal, timeout]),
    log: (text) => lines.add(text),
    aboutToMake: async (how) => {
      signal.throwIfAborted();
      const connection = prepared.connection?.name;
      const sending = { repeatable: how?.repeatable ?? false, payload, connection };
      await commitEffect(engine.db, taken.held, taken.attempt.id, sending).catch(refuseEnding);
      payload = undefined;
    },
  };
  // It goes on for long, and somebody watches.
  if (payload && taken.step.plan.module) await recordPayload(engine.db, taken.attempt.id, payload);
  const running = await moduleRun(engine, taken, base, { stop: timeout, leave: signal });
  try {
    const children = taken.step.uses === "offering" ? { children: childRequests(engine, taken, base) } : {};
    const context = { ...base, ...children, ...(running === undefined ? {} : { module: running.module }) };
    const calling = await callingOf(engine, taken, prepared.connection);
    const came = await callingFor(calling, () => act(engine, taken, context));
    const ended = withTraces(came, () => tracesOf(taken, prepared.redacted, base));
    // A turn that is cut short has no end to tell.
    return {
      ended,
      redact,
      payload,
      connection: prepared.connection?.name,
      lines: signal.aborted ? [] : await lines.rest(),
    };
  } finally {
    running?.end();
    await lines.flush();
  }
}

function takenOver({ engine, how }: Left, { id }: EngineContext): string {
  return engine === id
    ? `Engine ${id} was away, and goes on.`
    : `Engine ${engine} ${leaving[how]}. Engine ${id} goes on.`;
}

const leaving = { lost: "was lost", stopped: "has stopped" } as const;

function tracesOf({ step }: Taken, payload: JsonObject, { effectKey, request }: AttemptContext): string | undefined {
  return adapterDefinition(step.uses).traces?.(payload, { label: effectLabel(effectKey), request });
}

/** What was aborted between taking the step and making its effect. */
function refuseEnding(error: unknown): never {
  if (!(error instanceof RequestEnding)) throw error;
  const problem = { code: aborted, sentence: "The request was aborted before this was made." };
  throw new AdapterError(problem, { effect: "none", repeat: false, cause: error });
}

async function act(engine: EngineContext, taken: Informed, context: AttemptContext): Promise<Ended> {
  const { step, todo } = taken;
  const bare = await adapterFor(step.uses);
  if (!bare) return failed({ code: "adapter_missing", sentence: `This engine can't run ${step.uses} steps.` });
  const adapter = context.connection ? heeding(engine, context.connection.name, bare) : bare;
  if (step.state === "cancelling") return stop(engine, taken, adapter, context);
  if (todo.task === "check" && step.reference) return follow(engine, taken, adapter, context);
  if (todo.task === "find") {
    const finding = await look(adapter, context, taken);
    const { settlingSeconds } = adapterDefinition(step.uses);
    const { longestPauseSeconds } = engine;
    const looking = { since: taken.attempt.startedAt, settlingSeconds, before: step.problem, longestPauseSeconds };
    const ended = judgeFinding(finding, todo, looking);
    if (ended !== "make")
      return ended.how === "look" && isLate(step) ? outOfTime(ended.problem ?? step.problem) : ended;
    const denied = await denial(engine.db, engine.capabilities, taken);
    if (denied) return failed(denied, { madeNothing: true });
  }
  try {
    return { how: "progress", progress: await adapter.start(context) };
  } catch (error) {
    return judgeStart(asAdapterError(error, taken), todo);
  }
}

async function follow(engine: EngineContext, taken: Taken, adapter: Adapter, context: AttemptContext): Promise<Ended> {
  const { step } = taken;
  try {
    if (step.reference === null) throw new TypeError("Nothing to follow.");
    const progress = await adapter.check(context, step.reference);
    return progress.state === "waiting" && isLate(step) ? failed(timedOut(step)) : { how: "progress", progress };
  } catch (error) {
    const ended = judgeCheck(asAdapterError(error, taken), engine);
    return ended.how === "silence" && isLate(step) ? failed(timedOut(step, ended.problem)) : ended;
  }
}
