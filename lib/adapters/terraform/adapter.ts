import { terraformPayload } from "#lib/core/adapter/terraform.ts";
import type { Json } from "#lib/core/json.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { type Adapter, AdapterError, type AttemptContext, type Finding, type Progress } from "../adapter.ts";
import { probeModule } from "./probe.ts";
import type { RunResult } from "./run.ts";

/** A Terraform module: planned, and exactly that plan applied, on the state of its resource. */
export const terraform: Adapter = { find, start, check, probe: probeModule };

async function start(context: AttemptContext): Promise<Progress> {
  const result = await run(context, false);
  switch (result.how) {
    case "completed":
    case "failed":
    case "planned":
      return progressOf(context, result);
    case "refused":
      throw new AdapterError(result.problem, { effect: "none", repeat: false });
    case "differs":
      throw new AdapterError(result.problem, { effect: "maybe", repeat: false });
    case "stopped":
      if (result.made) return progressOf(context, result);
      throw new AdapterError(stopped(context, []), { effect: "none", repeat: false });
  }
}

/** Waits for the run of an engine that has gone, plans again, and applies what is left of its plan. */
async function find(context: AttemptContext): Promise<Finding> {
  const result = await run(context, true);
  switch (result.how) {
    case "completed":
    case "failed":
    case "planned":
      return { found: progressOf(context, result) };
    case "refused":
      return { unknown: result.problem };
    case "differs":
      return { uncertain: result.problem };
    case "stopped":
      return result.made ? { found: progressOf(context, result) } : { unknown: stopped(context, []) };
  }
}

/** Asked when outputs of what was made are wanted again. */
async function check(context: AttemptContext): Promise<Progress> {
  const finding = await find(context);
  if ("found" in finding && finding.found) return finding.found;
  const problem = "unknown" in finding ? finding.unknown : "uncertain" in finding ? finding.uncertain : nothing;
  throw new AdapterError(problem, { effect: "none", repeat: false });
}

const nothing: StepProblem = { code: "terraform_failed", sentence: "Terraform knows nothing of this step." };

function run(context: AttemptContext, resumes: boolean): Promise<RunResult> {
  const { module: given, effectKey } = context;
  const { mode = "apply", variables = {}, confirmed } = terraformPayload.parse(context.payload);
  const agreed = confirmed ? { confirmed } : {};
  if (given) return given.run({ workspace: workspaceOf(context), effectKey, mode, resumes, variables, ...agreed });
  const problem = {
    code: "module_missing",
    sentence: "The files of this step's module are not there.",
    remedy: "Publish the offering again with its module, and order anew.",
  };
  throw new AdapterError(problem, { effect: "none", repeat: false });
}

/** The state belongs to the resource, so that later operations find what earlier ones made. */
function workspaceOf({ payload, step, module: given }: AttemptContext): string {
  return `${given?.resource ?? ""}/${terraformPayload.parse(payload).workspace ?? step}`;
}

type Known = Extract<RunResult, { how: "completed" | "planned" | "failed" | "stopped" }>;

function progressOf(context: AttemptContext, result: Known): Progress {
  const reference: Reference = { kind: "workspace", id: workspaceOf(context) };
  if (result.how === "failed") return { state: "failed", reference, problem: result.problem, ended: true };
  if (result.how === "stopped")
    return { state: "failed", reference, problem: stopped(context, result.exists), ended: true };
  if (result.how === "planned") {
    // Terraform tells them in an order that is not always the same.
    const changes = Object.fromEntries(
      Object.entries(result.changes).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    );
    const count = Object.keys(changes).length;
    const note = count === 0 ? "nothing is left to remove" : `${count} ${count === 1 ? "removal" : "removals"} planned`;
    return { state: "completed", outputs: { changes }, note };
  }
  const note = applied(context, result);
  return { state: "completed", reference, outputs: declared(context, result.outputs), note };
}

function applied({ payload }: AttemptContext, { changed, before }: Extract<RunResult, { how: "completed" }>): string {
  const all = changed + before;
  if (all === 0) return "nothing had to be changed";
  const removes = terraformPayload.parse(payload).mode === "destroy";
  const done = removes ? `${all} removed` : `${all} ${all === 1 ? "change" : "changes"} applied`;
  if (before === 0) return done;
  return changed === 0 ? `${done} by the run before` : `${done}, ${before} of them by the run before`;
}

/** Terraform leaves an output out that is null, and may know more than the plan that was shown. */
function declared({ module: given }: AttemptContext, outputs: Readonly<Record<string, Json>>): Record<string, Json> {
  const names = Object.keys(given?.outputs ?? {});
  return Object.fromEntries(names.map((name) => [name, Object.hasOwn(outputs, name) ? (outputs[name] ?? null) : null]));
}

function stopped({ signal }: AttemptContext, exists: readonly string[]): StepProblem {
  const late = signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
  return {
    code: late ? "timed_out" : "terraform_stopped",
    sentence: late
      ? "Terraform was interrupted: it was not done in time."
      : "Terraform was interrupted, because the request was aborted.",
    detail: exists.length === 0 ? "Nothing exists." : `Exists already: ${exists.join(", ")}.`,
    remedy: "Retry plans again on what exists.",
  };
}
