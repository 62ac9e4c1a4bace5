"use server";

import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Result } from "#lib/core/problem.ts";
import { removeConnection as removeConnectionCommand } from "#lib/commands/connection/remove.ts";
import { replaceCredential as replaceCredentialCommand } from "#lib/commands/connection/replace-credential.ts";
import { saveConnection as saveConnectionCommand } from "#lib/commands/connection/save.ts";
import type { CommandContext } from "#lib/commands/command.ts";
import { probeConnection as probeConnectionCommand } from "#lib/commands/probe/connection.ts";
import { probeOffering as probeOfferingCommand } from "#lib/commands/probe/offering.ts";
import { abortRequest as abortCommand } from "#lib/commands/request/abort.ts";
import { cancelRequest as cancelCommand } from "#lib/commands/request/cancel.ts";
import { completeTask as completeTaskCommand } from "#lib/commands/request/complete-task.ts";
import { escalateStep as escalateCommand } from "#lib/commands/request/escalate.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import { planOrder } from "#lib/commands/request/plan.ts";
import { refuseTask as refuseTaskCommand } from "#lib/commands/request/refuse-task.ts";
import { resolveStep as resolveCommand } from "#lib/commands/request/resolve.ts";
import { retryStep as retryCommand } from "#lib/commands/request/retry.ts";
import { revealOutput as revealCommand } from "#lib/commands/request/reveal-output.ts";
import { signIn as signInCommand } from "#lib/commands/session/sign-in.ts";
import { signOut as signOutCommand } from "#lib/commands/session/sign-out.ts";
import type { PlanView } from "#lib/views/catalog/shape.ts";
import { settled } from "./answer.ts";
import { countCall } from "./limit.ts";
import { browserContext, clearSession, currentSession, startSession } from "./session.ts";

type Verb<T> = (context: CommandContext, raw: unknown) => Promise<Result<T>>;

interface Extra {
  idempotencyKey?: string;
  /** The member that a form's answers are sent in: issues in it get the pointers the form knows, others none. */
  form?: "inputs" | "outputs";
}

/** Every action is the same: who is it, then the command. */
function act<T>(verb: Verb<T>, raw: unknown, { idempotencyKey, form }: Extra = {}): Promise<Result<T>> {
  return settled(async () => {
    const context = await browserContext();
    if (context.actor) countCall(context.actor);
    const result = await verb({ ...context, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) }, raw);
    if (result.ok || form === undefined) return result;
    const issues = result.problem.issues.map((issue) => ({ ...issue, path: withinForm(issue.path, form) }));
    return { ok: false, problem: { ...result.problem, issues } };
  });
}

function withinForm(path: string, form: string): string {
  return path.startsWith(`/${form}/`) ? path.slice(form.length + 1) : "";
}

export interface OrderGiven {
  offering: string;
  revision: number;
  project: string;
  environment: string;
  inputs: JsonObject;
  /** Of an operation: what is to be done to which resource. */
  operation?: string;
  resource?: string;
}

export async function previewPlan(given: OrderGiven): Promise<Result<PlanView>> {
  return act(planOrder, given, { form: "inputs" });
}

export async function placeOrder(
  given: OrderGiven & { planHash?: string; idempotencyKey: string },
): Promise<Result<{ number: string }>> {
  const { idempotencyKey, ...order } = given;
  return act(orderRequest, order, { idempotencyKey, form: "inputs" });
}

export async function retryStep(given: {
  number: string;
  step: string;
  from?: string;
  reason?: string;
}): Promise<Result<{ number: string }>> {
  return act(retryCommand, given);
}

export async function resolveStep(given: {
  number: string;
  step: string;
  note: string;
  reference?: string;
  outputs?: JsonObject;
}): Promise<Result<{ number: string }>> {
  return act(resolveCommand, given, { form: "outputs" });
}

export async function escalateStep(given: {
  number: string;
  step: string;
  reason?: string;
}): Promise<Result<{ number: string; steps: string[] }>> {
  return act(escalateCommand, given);
}

export async function abortRequest(given: {
  number: string;
  reason?: string;
}): Promise<Result<{ number: string; left: string[] }>> {
  return act(abortCommand, given);
}

export async function cancelRequest(given: {
  number: string;
  reason?: string;
}): Promise<Result<{ number: string; left: string[] }>> {
  return act(cancelCommand, given);
}

export async function completeTask(given: {
  number: string;
  step: string;
  outputs: JsonObject;
  note?: string;
}): Promise<Result<{ number: string }>> {
  return act(completeTaskCommand, given, { form: "outputs" });
}

export async function refuseTask(given: {
  number: string;
  step: string;
  note: string;
}): Promise<Result<{ number: string }>> {
  return act(refuseTaskCommand, given);
}

export async function revealOutput(given: { number: string; output: string }): Promise<Result<{ value: Json }>> {
  return act(revealCommand, given);
}

export async function saveConnection(given: {
  name: string;
  kind: "jira" | "http" | "github";
  baseUrl: string;
  settings: JsonObject;
  /** By name; a part that is left out keeps its value. */
  credential: Record<string, string>;
  /** null: all. */
  teams: string[] | null;
}): Promise<Result<{ name: string }>> {
  return act(saveConnectionCommand, given);
}

export async function replaceCredential(given: {
  name: string;
  credential: Record<string, string>;
}): Promise<Result<{ name: string }>> {
  return act(replaceCredentialCommand, given);
}

export async function removeConnection(given: { name: string; anyway: boolean }): Promise<Result<{ name: string }>> {
  return act(removeConnectionCommand, given);
}

export async function probeConnection(given: { name: string }): Promise<Result<{ id: string }>> {
  return act(probeConnectionCommand, given);
}

export async function probeOffering(given: { offering: string }): Promise<Result<{ id: string }>> {
  return act(probeOfferingCommand, given);
}

/** Ends the session row, so that the cookie is worth nothing anywhere, then drops the cookie. */
export async function signOut(): Promise<Result<{ signedOut: boolean }>> {
  return settled(async () => {
    const answer = await signOutCommand(await browserContext(), { session: await currentSession() });
    await clearSession();
    return answer;
  });
}

/** Sandbox only: signs in as one of the demo people, without a password. Real providers: next-auth's `signIn(provider, { callbackUrl })`. */
export async function signInAs(given: { user: string }): Promise<Result<{ name: string }>> {
  return settled(async () => {
    const answer = await signInCommand(
      { ...(await browserContext()), actor: null },
      { provider: "sandbox", user: given.user },
    );
    if (answer.ok) await startSession(answer.value.session);
    return answer.ok ? { ok: true, value: { name: answer.value.name } } : answer;
  });
}
