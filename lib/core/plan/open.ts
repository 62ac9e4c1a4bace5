import { checkExpression } from "#lib/core/expression/check.ts";
import type { Read } from "#lib/core/expression/check.ts";
import type { Scope } from "#lib/core/expression/shape.ts";
import { masked } from "#lib/core/masked.ts";
import type { Hole } from "./plan.ts";

export type Until = Hole["until"];

const orderFacts = new Set(["number", "createdAt"]);

/** What an expression waits for; undefined when everything it reads is known while planning. */
export function waitsFor(reads: readonly Read[]): Until | undefined {
  if (reads.some(({ path }) => path[0] === "steps")) return "outputs";
  if (reads.some(({ secret }) => secret)) return "secret";
  return reads.some(isOrderFact) ? "order" : undefined;
}

/** Of several expressions in one text, the one that is known last. */
export function latest(untils: readonly Until[]): Until {
  if (untils.includes("outputs")) return "outputs";
  return untils.includes("secret") ? "secret" : "order";
}

function isOrderFact({ path: [root, name] }: Read): boolean {
  return root === "request" && (name === undefined || orderFacts.has(name));
}

export const readsOf = (expression: string, scope: Scope): Read[] => checkExpression(expression, scope).reads;

export const readsSecret = (expression: string, scope: Scope): boolean =>
  readsOf(expression, scope).some(({ secret }) => secret);

/** What is unknown, for a reader: `host of Create the database`. */
export function describe(reads: readonly Read[], titles: ReadonlyMap<string, string>): string {
  const waited = reads.filter((read) => read.path[0] === "steps" || read.secret || isOrderFact(read));
  const said = waited.map((read) => describeRead(read, titles));
  return [...new Set(said)].join(", ");
}

function describeRead(read: Read, titles: ReadonlyMap<string, string>): string {
  const [root, name = "", , output] = read.path;
  if (root === "steps") return `${output ?? "outputs"} of ${titles.get(name) ?? name}`;
  if (read.secret) return masked;
  return name === "createdAt" ? "time of the order" : "request number";
}

/** As it stands in a text: ‹host of Create the database›. */
export const quoted = (shows: string) => (shows === masked ? masked : `‹${shows}›`);
