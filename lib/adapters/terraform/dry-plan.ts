import { randomUUID } from "node:crypto";
import type { JsonObject } from "#lib/core/json.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import type { ModuleFile } from "#lib/core/terraform/bundle.ts";
import { whileAlone } from "./cache-lock.ts";
import { call, type Called, type Calling } from "./call.ts";
import { clear, unpack } from "./place.ts";
import { Narrator, problemOf } from "./told.ts";

export interface DryPlan {
  dataDir: string;
  folder: string;
  files: Readonly<Record<string, ModuleFile>>;
  variables: JsonObject;
  /** Those of them that something made up stands for. */
  madeUp: readonly string[];
  env: Readonly<Record<string, string>>;
  /** Aborted to kill it: it changes nothing, so that nothing is lost. */
  signal: AbortSignal;
}

/** What it would change, by address; or why it can't be planned: for certain, or perhaps only because of what is made up. */
export type DryPlanned =
  | { changes: Record<string, string> }
  | { problem: StepProblem | null; doubt: StepProblem | null };

/** Plans a module on nothing: no state is read or kept, nothing is applied, and nothing of it is left behind. */
export async function dryPlan({
  dataDir,
  folder,
  files,
  variables,
  madeUp,
  env,
  signal,
}: DryPlan): Promise<DryPlanned> {
  const run = `dry-${randomUUID()}`;
  try {
    const place = await unpack({ dataDir, run, folder, files, variables, backend: null });
    const calling = { place, env, narrator: new Narrator(folder, () => {}), signal, atOnce: signal };
    return await planned(calling, folder, madeUp);
  } finally {
    await clear(dataDir, run);
  }
}

async function planned(calling: Calling, folder: string, madeUp: readonly string[]): Promise<DryPlanned> {
  const { place, signal } = calling;
  const init = await whileAlone(place.plugins, signal, async () => {
    signal.throwIfAborted();
    return call(calling, ["init", "-json"]);
  });
  signal.throwIfAborted();
  if (init.code !== 0) return { problem: refusal(init, folder, "could not prepare the module"), doubt: null };
  const plan = await call(calling, ["plan", "-json", "-lock=false", `-var-file=${place.variables}`]);
  signal.throwIfAborted();
  if (plan.code !== 0) return refused(plan, folder, madeUp);
  return { changes: plan.planned };
}

/** What is said of a value that was given is so, whatever the secrets will be. */
function refused(plan: Called, folder: string, madeUp: readonly string[]): DryPlanned {
  const of = (diagnostics: Called["diagnostics"]) =>
    refusal({ ...plan, diagnostics }, folder, "could not plan the module");
  if (madeUp.length === 0) return { problem: of(plan.diagnostics), doubt: null };
  const errors = plan.diagnostics.filter(({ severity }) => severity === "error");
  const certain = ({ variables = [] }: (typeof errors)[number]) =>
    variables.length > 0 && variables.every((name) => !madeUp.includes(name));
  const [known, open] = [errors.filter(certain), errors.filter((error) => !certain(error))];
  return {
    problem: known.length > 0 ? of(known) : null,
    doubt: open.length > 0 || known.length === 0 ? of(open) : null,
  };
}

function refusal({ diagnostics, errors, code }: Called, folder: string, what: string): StepProblem {
  return problemOf(diagnostics, folder, {
    code: "terraform_failed",
    sentence: `Terraform ${what}.`,
    detail: errors.trim() === "" ? `It ended with ${code ?? "a signal"}.` : errors.trim(),
    remedy: "Correct what it says.",
  });
}
