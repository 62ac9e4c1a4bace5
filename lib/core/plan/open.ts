import { checkExpression } from "#lib/core/expression/check.ts";
import type { Read } from "#lib/core/expression/check.ts";
import type { Scope } from "#lib/core/expression/shape.ts";
import { pointer } from "#lib/core/json.ts";
import { masked } from "#lib/core/masked.ts";
import type { Hole } from "./plan.ts";

export type Until = Hole["until"];

const orderFacts = new Set(["number", "createdAt"]);

/**
 * Answers that are not known yet, by JSON pointer, with what to show for them: those that an earlier request yields. What
 * else nobody knows yet stands behind its root: `resource/outputs/host`.
 */
export type OpenAnswers = ReadonlyMap<string, string>;

/** The platform's constants, for whom they are not. */
export const unknownVars = ["vars", "a constant of the platform"] as const;

const nothingOpen: OpenAnswers = new Map();

/** What an expression waits for; undefined when everything it reads is known while planning. */
export function waitsFor(reads: readonly Read[], open: OpenAnswers = nothingOpen): Until | undefined {
  if (reads.some((read) => read.path[0] === "steps" || openAnswer(read, open) !== undefined)) return "outputs";
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
export function describe(
  reads: readonly Read[],
  titles: ReadonlyMap<string, string>,
  open: OpenAnswers = nothingOpen,
): string {
  const said = reads.flatMap((read) => {
    const waited = read.path[0] === "steps" || read.secret || isOrderFact(read);
    return openAnswer(read, open) ?? (waited ? [describeRead(read, titles)] : []);
  });
  return [...new Set(said)].join(", ");
}

/** What to show for an answer that is read and not known yet; undefined when it is known. */
function openAnswer({ path: [root = "", ...parts] }: Read, open: OpenAnswers): string | undefined {
  if (open.size === 0) return undefined;
  const read = (root === "inputs" ? "" : root) + pointer(...parts);
  for (const [at, shows] of open) if (`${at}/`.startsWith(`${read}/`) || `${read}/`.startsWith(`${at}/`)) return shows;
  return undefined;
}

function describeRead(read: Read, titles: ReadonlyMap<string, string>): string {
  const [root, name = "", , output] = read.path;
  if (root === "steps") return `${output ?? "outputs"} of ${titles.get(name) ?? name}`;
  if (read.secret) return masked;
  return name === "createdAt" ? "time of the order" : "request number";
}

/** As it stands in a text: ‹host of Create the database›. */
export const quoted = (shows: string) => (shows === masked ? masked : `‹${shows}›`);
