import { z } from "zod";
import { may, type Actor } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { kindOf, operationsOf } from "#lib/core/offering/operations.ts";
import type { MadeState } from "#lib/core/plan/removal.ts";
import { hindrance } from "#lib/core/outcome/hindrance.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Transaction } from "#db/client.ts";
import { madeStates } from "#db/made-state.ts";
import { inputsNow, lockResource, openRequestOn, type ResourceRow } from "#db/resource.ts";
import type { OrderInput } from "./draft.ts";

/** What an operation works on, as expressions read it. */
export interface Target {
  row: ResourceRow;
  root: JsonObject;
  /** What Terraform has made of it. */
  made: MadeState[];
}

export const isUuid = (text: string) => z.uuid().safeParse(text).success;

/** Where it is, and who asks: a plan shows what is known of the resource, and so do the reasons why it can't be worked on. */
export interface Asking {
  actor: Actor;
  team: string;
}

/** The resource that an operation is ordered on; null for a first order. Refused unless it may be worked on now. One that the actor may not see is not there. */
export async function targetOf(
  tx: Transaction,
  offering: Offering,
  input: OrderInput,
  asking: Asking,
): Promise<Target | null> {
  if (input.operation === "create") {
    if (input.resource === undefined) return null;
    throw wrong("/resource", "A first order makes its own resource: leave this out, or name an operation.");
  }
  const doable = operationsOf(offering).map(({ name }) => name);
  if (!doable.includes(input.operation)) throw notDoable(offering, input.operation, doable);
  if (input.resource === undefined) throw wrong("/resource", "Say which resource it is to be done to.");
  const row = isUuid(input.resource) ? await lockResource(tx, input.resource) : null;
  const here = row?.offering === input.offering && row.project === input.project;
  if (!row || !here || row.environment !== input.environment || !maySee(asking, offering.metadata.owner))
    throw wrong("/resource", "There is no such resource of this offering in this project and environment.");
  const hindered = hindrance(row, await openRequestOn(tx, row.id), kindOf(offering, input.operation));
  if (hindered) throw new Problem("conflict", hindered.message, hindered);
  const { id, name, state, outputs, project, environment } = row;
  const root = { id, name, state, outputs, project, environment, inputs: await inputsNow(tx, id) };
  return { row, root, made: await madeStates(tx, id) };
}

/** As on the pages of resources. */
export function maySee({ actor, team }: Asking, ownerTeam: string): boolean {
  return may(actor, { verb: "request.read", team, ownerTeam, requester: null, assignedTeams: [] }).allowed;
}

function notDoable({ metadata: { title } }: Offering, operation: string, names: readonly string[]): Problem {
  const message =
    operation === "retire"
      ? `${title} says nothing of how to retire it.`
      : `${title} has no operation “${operation.slice(0, 63)}”.`;
  return new Problem("invalid", message, {
    remedy: `${names.length === 0 ? "It has no operations." : `It has: ${names.join(", ")}.`} Ask the offering's owner.`,
  });
}

function wrong(path: string, message: string): Problem {
  return new Problem("invalid", message, { issues: [{ severity: "error", path, message }] });
}
