import { z } from "zod";
import type { TeamRole } from "#lib/core/access.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { heldText, type Held } from "#lib/core/organisation/held.ts";
import { Problem } from "#lib/core/problem.ts";

/** What is there already is named as it is, also where a new one could not be called that. */
export const knownName = z.string().min(1).max(63);
export const personId = z.string().min(1).max(320);
export const teamRole = z.enum(["member", "author", "approver"] satisfies TeamRole[]);
/** The state of it that the caller has seen. Left out, the change is made to whatever it is now. */
export const version = z.int().positive().optional();

export function missing(what: string): Problem {
  return new Problem("not_found", `There is no ${what}.`);
}

/** The row as whoever changes it has seen it; with the row's lock nobody's change is lost. */
export function seen<R extends { version: number }>(row: R | undefined, what: string, version: number | undefined): R {
  if (!row) throw missing(what);
  if (version === undefined || version === row.version) return row;
  throw new Problem("conflict", `Somebody else has changed the ${what} since you looked.`, {
    remedy: "Look at it again, then change what still has to change.",
  });
}

export function taken(what: string): Problem {
  const message = `There is ${/^[aeiou]/.test(what) ? "an" : "a"} ${what} already.`;
  return new Problem("conflict", message, { issues: [{ severity: "error", message, path: "/name" }] });
}

/** Refuses to remove what something hangs on, and lists it. */
export function refuseWhile(held: readonly Held[], what: string, remedy: string): void {
  const text = heldText(held);
  if (text !== "") throw new Problem("conflict", `The ${what} can't be removed: it still has ${text}.`, { remedy });
}

/** What became of each field, as the audit keeps it. */
export function changesOf(before: JsonObject, after: JsonObject): { changes: JsonObject } {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const pairs = fields.map((field): [string, Json[]] => [field, [before[field] ?? null, after[field] ?? null]]);
  return { changes: Object.fromEntries(pairs.filter(([, [from, to]]) => JSON.stringify(from) !== JSON.stringify(to))) };
}
