"use server";

import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Result } from "#lib/core/problem.ts";
import { removeConnection as removeConnectionCommand } from "#lib/commands/connection/remove.ts";
import { replaceCredential as replaceCredentialCommand } from "#lib/commands/connection/replace-credential.ts";
import { saveConnection as saveConnectionCommand } from "#lib/commands/connection/save.ts";
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
import type { PlanView } from "#lib/views/catalog/shape.ts";
import { act } from "./act.ts";

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
  // Whatever was sent: an action is a door like any other.
  const { idempotencyKey, ...order } = { ...given };
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
