import type { CommandContext } from "#lib/commands/command.ts";
import type { Result } from "#lib/core/problem.ts";
import { settled } from "./answer.ts";
import { countCall, countStranger } from "./limit.ts";
import { browserContext } from "./session.ts";

type Verb<T> = (context: CommandContext, raw: unknown) => Promise<Result<T>>;

interface Extra {
  idempotencyKey?: string;
  /** The member that a form's answers are sent in: issues in it get the pointers the form knows, others none. */
  form?: "inputs" | "outputs";
}

/** Who asks in this browser. Each time counts: with whoever is signed in, else with the address. */
export async function countedContext(): Promise<CommandContext> {
  const context = await browserContext();
  if (context.actor) countCall(context.actor);
  else countStranger(context.from?.address ?? null);
  return context;
}

/** Every action is the same: who is it, then the command. */
export function act<T>(verb: Verb<T>, raw: unknown, { idempotencyKey, form }: Extra = {}): Promise<Result<T>> {
  return settled(async () => {
    const context = await countedContext();
    const result = await verb({ ...context, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) }, raw);
    if (result.ok || form === undefined) return result;
    const issues = result.problem.issues.map((issue) => ({ ...issue, path: withinForm(issue.path, form) }));
    return { ok: false, problem: { ...result.problem, issues } };
  });
}

function withinForm(path: string, form: string): string {
  return path.startsWith(`/${form}/`) ? path.slice(form.length + 1) : "";
}
