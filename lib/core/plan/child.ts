import { acceptKnown } from "#lib/core/form/known.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { pointer } from "#lib/core/json.ts";
import type { ChildOffering } from "#lib/core/offering/bundle/child.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Issue } from "#lib/core/problem.ts";
import type { GivenAnswers } from "./answers.ts";
import type { PlanOrder } from "./compile.ts";
import type { PlanContext } from "./plan.ts";

/** What a request for another offering would be: its order, with the secret answers apart. */
export interface ChildOrder {
  order: PlanOrder;
  secrets: Record<string, Json>;
}

/** The answers of a step as an order, held against the offering's questions. Issues have pointers into its inputs. */
export function childOrder(
  child: ChildOffering,
  { known, open }: GivenAnswers,
  context: PlanContext,
): ChildOrder | { issues: Issue[] } {
  const { document, revision, modules } = child;
  const base = { offering: document, revision, operation: "create", context, modules };
  if (open === null) return { order: { ...base, inputs: {}, open: new Map([["", "what it is given"]]) }, secrets: {} };
  const accepted = acceptKnown(document, known, new Set(open.keys()));
  if (!accepted.ok) return { issues: accepted.issues };
  const waiting = new Map([...open].map(([name, shows]) => [pointer(name), shows]));
  return { order: { ...base, inputs: accepted.open, open: waiting }, secrets: accepted.secrets };
}

const wholeInput = /^\s*\$\{\{\s*inputs((?:\.[A-Za-z_]\w*)+)\s*\}\}\s*$/;

/** Answers that do not fit, told at the questions of the bundle that they come from. */
export function unfitAnswers(
  issues: readonly Issue[],
  step: string,
  child: ChildOffering,
  config: JsonObject,
): Problem {
  const told = issues.map((issue): Issue => {
    const at = sourceOf(issue.path, config);
    if (at !== undefined) return { ...issue, path: `/inputs${at}` };
    return { ...issue, path: "", message: `“${step}”, ${issue.path.slice(1).replaceAll("/", ".")}: ${issue.message}` };
  });
  const { title } = child.document.metadata;
  const [first] = told;
  const message =
    told.length === 1 && first ? `${title} can't be ordered with these answers. ${first.message}` : undefined;
  return new Problem("invalid", message ?? `${title} can't be ordered with ${told.length} of these answers.`, {
    issues: told,
    remedy: "Change the answers, or ask the offering's owner to correct the document.",
  });
}

/** The question of the bundle whose answer went unchanged to this place of the child's inputs. */
function sourceOf(path: string, { from, inputs }: JsonObject): string | undefined {
  const [name = "", ...rest] = path.split("/").slice(1);
  const own = typeof inputs === "object" && inputs !== null && !Array.isArray(inputs) ? inputs[name] : undefined;
  if (own !== undefined) return typeof own === "string" ? asked(own, rest) : undefined;
  for (const whole of [inputs, from]) if (typeof whole === "string") return asked(whole, [name, ...rest]);
  return undefined;
}

function asked(text: string, rest: readonly string[]): string | undefined {
  const names = wholeInput.exec(text)?.[1]?.split(".").slice(1);
  return names && [pointer(...names), ...rest].join("/");
}
