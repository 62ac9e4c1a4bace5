import type { Ask } from "#lib/core/access.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";

/** A step as far as it says whose it is. */
interface Given {
  uses: AdapterKind;
  assignedTeam: string | null;
  plan: { payload: { value: JsonObject } };
}

/** Whose task it is: assigned when it was opened; before that, the team its plan names. Null for other steps. */
export function assignedTeam({ uses, assignedTeam: opened, plan }: Given): string | null {
  if (uses !== "manual") return null;
  const planned = plan.payload.value["team"];
  return opened ?? (typeof planned === "string" ? planned : null);
}

/** What has to be asked before somebody says of a step that it was done by hand. */
export function askResolve(step: Given, of: { team: string; ownerTeam: string }): Ask {
  const byPeople = adapterDefinition(step.uses).level !== "automated";
  return { verb: "request.resolve", ...of, byPeople, assignedTeam: assignedTeam(step) };
}
