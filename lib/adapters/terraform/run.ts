import { setTimeout as pause } from "node:timers/promises";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import type { ModuleFile } from "#lib/core/terraform/bundle.ts";
import { whileAlone } from "./cache-lock.ts";
import { Begun } from "./begun.ts";
import { call, type Called, type Calling, envOf } from "./call.ts";
import { terraform } from "./child.ts";
import { differs, doneBefore } from "./effect.ts";
import { whileHeld } from "./hold.ts";
import { clear, unpack } from "./place.ts";
import { unconfirmed } from "./unconfirmed.ts";
import { rescueState } from "./rescue.ts";
import { existing } from "./state.ts";
import { serveState } from "./state-server.ts";
import type { Holder, StateStore } from "./store.ts";
import { Narrator, problemOf } from "./told.ts";

/** How long the notes of a run that was killed are tried to be written. */
const notingMs = 300_000;

/** One run of a module: what is to be done, without the ways to do it. */
export interface Job {
  holder: Holder;
  workspace: string;
  effectKey: string;
  /** `plan` says what a `destroy` would remove, and changes nothing. */
  mode: "apply" | "plan" | "destroy";
  /** An earlier run of this effect may have been cut off: its plan is compared before anything is applied. */
  resumes: boolean;
  folder: string;
  files: Record<string, ModuleFile>;
  variables: JsonObject;
  /** All that a `destroy` may remove, by address, where somebody had to confirm it. */
  confirmed?: Record<string, string>;
  dataDir: string;
}

/** What a run needs of whoever runs it. */
export interface Ports {
  store: StateStore;
  env: Readonly<Record<string, string>>;
  log: (text: string) => void;
  /** Resolves when the change may begin; rejects when it may not. */
  aboutToMake: () => Promise<void>;
  /** Aborted to end the run in an orderly way. */
  signal: AbortSignal;
  /** Aborted to end it by force. */
  atOnce?: AbortSignal;
}

export type RunResult =
  /** `before` counts what an earlier run of this effect has changed, which was cut off. */
  | { how: "completed"; outputs: Record<string, Json>; changed: number; before: number }
  /** What would be changed, by address. */
  | { how: "planned"; changes: Record<string, string> }
  /** Nothing was changed. */
  | { how: "refused"; problem: StepProblem }
  /** Changes were made, and Terraform has ended and knows them. */
  | { how: "failed"; problem: StepProblem }
  /** What is planned is not what an earlier run left: a person decides. */
  | { how: "differs"; problem: StepProblem }
  | { how: "stopped"; made: boolean; exists: string[] };

interface Running extends Ports, Calling {
  job: Job;
}

type Ended<How extends RunResult["how"]> = Extract<RunResult, { how: How }>;

/** Plans and applies a module: exactly what was planned, on a state that nobody else works on meanwhile. */
export async function runTerraform(job: Job, ports: Ports): Promise<RunResult> {
  try {
    return await whileHeld(job, ports, (held) => removed(job, held));
  } finally {
    // Last of all: who keeps the run is noted there.
    await clear(job.dataDir, job.holder.run);
  }
}

/** Where nothing exists there is nothing to remove, and no need of module or provider to say so. */
async function removed(job: Job, held: Ports): Promise<RunResult> {
  if (job.mode === "apply" || existing(await held.store.read()).length > 0) return served(job, held);
  if (job.mode === "plan") return { how: "planned", changes: {} };
  const before = await adopted({ job, store: held.store, narrator: new Narrator(job.folder, held.log) }, {});
  return { how: "completed", outputs: {}, changed: 0, before };
}

/** Tells what a run that was cut off has done of what it had planned. Answers how much that is. */
async function adopted(
  { job, store, narrator }: Pick<Running, "job" | "store" | "narrator">,
  planned: Readonly<Record<string, string>>,
): Promise<number> {
  const made = job.resumes ? doneBefore(await store.effect(), job.effectKey, planned) : {};
  const count = Object.keys(made).length;
  if (count > 0) narrator.adopt(made, Object.keys(planned).length > 0);
  return count;
}

async function served(job: Job, held: Ports): Promise<RunResult> {
  const server = await serveState(held.store, held.log);
  try {
    const { dataDir, folder, files, variables, holder } = job;
    const place = await unpack({ dataDir, run: holder.run, folder, files, variables, backend: server.backend });
    return await run({ ...held, job, place, narrator: new Narrator(folder, held.log) });
  } finally {
    await server.close();
  }
}

async function run(running: Running): Promise<RunResult> {
  const { job, store } = running;
  const plan = await planned(running);
  if ("how" in plan) return plan;
  const before = await adopted(running, plan.planned);
  running.narrator.sumUp();
  if (job.mode === "plan") return { how: "planned", changes: plan.planned };
  const surprise = job.confirmed ? unconfirmed(job.confirmed, plan.planned) : null;
  if (surprise) return { how: "refused", problem: surprise };
  if (plan.code === 2) {
    const other = job.resumes ? differs(await store.effect(), job.effectKey, plan.planned) : null;
    if (other) return { how: "differs", problem: other };
    await store.noteEffect({ key: job.effectKey, changes: plan.planned, begun: [] });
    const ended = await apply(running);
    if (ended) return ended;
  }
  return { how: "completed", outputs: await outputsOf(running), changed: Object.keys(plan.planned).length, before };
}

/** Saves a plan; its code is 2 when there is something to apply. */
async function planned(running: Running): Promise<Called | Ended<"refused" | "stopped">> {
  const { job, place, signal } = running;
  const init = await whileAlone(place.plugins, signal, () =>
    call(running, ["init", "-json", `-backend-config=${place.backend}`]),
  );
  if (signal.aborted) return { how: "stopped", made: false, exists: [] };
  if (init.code !== 0) return { how: "refused", problem: refusal(running, init, "could not prepare the module") };
  const destroy = job.mode === "apply" ? [] : ["-destroy"];
  const planning = ["plan", "-json", "-detailed-exitcode", `-out=${place.plan}`, `-var-file=${place.variables}`];
  const plan = await call(running, [...planning, ...destroy]);
  if (signal.aborted) return { how: "stopped", made: false, exists: [] };
  if (plan.code === 0 || plan.code === 2) return plan;
  return { how: "refused", problem: refusal(running, plan, "could not plan the module") };
}

/** Applies the saved plan; answers how it ended when that is not well. */
async function apply(running: Running): Promise<RunResult | null> {
  const { place, store, signal, narrator } = running;
  await running.aboutToMake();
  const begun = new Begun(store);
  const applied = await call(running, ["apply", "-json", place.plan], (address) => begun.add(address));
  try {
    // Killed, it left no state that tells the same.
    if (applied.code === null) await Promise.race([begun.written(), pause(notingMs, undefined, { ref: false })]);
    await rescueState(place, store);
  } finally {
    await begun.end();
  }
  if (applied.code === 0) {
    narrator.sumUp();
    return null;
  }
  const exists = existing(await store.read());
  // Killed: it could not write down what it had made.
  if (applied.code === null) throw new Error("Terraform was killed while it applied its plan.");
  if (signal.aborted) {
    // It ended in order and its state is stored: nothing is left in doubt, and what is planned next may be applied.
    await store.forgetEffect();
    return { how: "stopped", made: true, exists };
  }
  const problem = refusal(running, applied, "could not apply its plan");
  const still = running.job.mode === "destroy" ? "Still exists" : "Exists already";
  const left = exists.length === 0 ? "Nothing exists." : `${still}: ${exists.join(", ")}.`;
  return { how: "failed", problem: { ...problem, detail: [problem.detail, left].filter(Boolean).join("\n\n") } };
}

function refusal({ job }: Running, { diagnostics, errors, code }: Called, what: string): StepProblem {
  return problemOf(diagnostics, job.folder, {
    code: "terraform_failed",
    sentence: `Terraform ${what}.`,
    detail: errors.trim() === "" ? `It ended with ${code ?? "a signal"}.` : errors.trim(),
    remedy: "Correct what it says; Retry plans again on what exists.",
  });
}

/** Secrets are among them: they go to whoever asked, and nowhere else. */
async function outputsOf({ place, env }: Running): Promise<Record<string, Json>> {
  let text = "";
  const { code, errors } = await terraform({
    args: ["output", "-json"],
    cwd: place.folder,
    env: envOf({ place, env }),
    // Nothing is changed any more: to be cut off here would only lose them.
    signal: new AbortController().signal,
    onLine: (line) => (text += `${line}\n`),
  });
  if (code !== 0) throw new Error(`Terraform could not tell its outputs: ${errors}`);
  const read: unknown = JSON.parse(text);
  return Object.fromEntries(
    Object.entries(isJsonObject(read) ? read : {}).flatMap(([name, output]): [string, Json][] =>
      isJsonObject(output) && output["value"] !== undefined ? [[name, output["value"]]] : [],
    ),
  );
}
