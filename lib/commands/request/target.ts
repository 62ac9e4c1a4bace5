import { nearest } from "#lib/core/expression/nearest.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { kindOf, operationsOf } from "#lib/core/offering/operations.ts";
import type { MadeState } from "#lib/core/plan/removal.ts";
import { hindrance } from "#lib/core/outcome/hindrance.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Transaction } from "#db/client.ts";
import { madeStates } from "#db/made-state.ts";
import { inputsNow, lockResource, openRequestOn, type ResourceRow } from "#db/resource.ts";

/** What an operation works on, as expressions read it. */
export interface Target {
  row: ResourceRow;
  root: JsonObject;
  /** What Terraform has made of it. */
  made: MadeState[];
}

/** The resource that an operation is ordered on; null for a first order. Refused unless it may be worked on now. */
export async function targetOf(
  tx: Transaction,
  offering: Offering,
  operation: string,
  id: string | undefined,
): Promise<Target | null> {
  if (id === undefined) return null;
  const doable = operationsOf(offering).map(({ name }) => name);
  if (!doable.includes(operation)) throw notDoable(offering, operation, doable);
  const row = await lockResource(tx, id);
  if (!row) throw new Problem("not_found", "There is no such resource.");
  const hindered = hindrance(row, await openRequestOn(tx, row.id), kindOf(offering, operation));
  if (hindered) throw new Problem("conflict", hindered.message, hindered);
  const { name, state, outputs, project, environment } = row;
  const root = { id, name, state, outputs, project, environment, inputs: await inputsNow(tx, id) };
  return { row, root, made: await madeStates(tx, id) };
}

function notDoable({ metadata: { title } }: Offering, operation: string, names: readonly string[]): Problem {
  if (operation === "retire")
    return new Problem("invalid", `${title} says nothing of how to retire it.`, {
      remedy: "Ask the offering's owner.",
    });
  const meant = nearest(operation, names);
  return new Problem("invalid", `${title} has no operation “${operation.slice(0, 63)}”.`, {
    remedy: names.length === 0 ? "It has none." : meant ? `Did you mean ${meant}?` : `It has: ${names.join(", ")}.`,
  });
}
