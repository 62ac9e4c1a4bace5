import { withSecrets } from "#lib/core/form/secrets.ts";
import { evaluate, ExpressionProblem, renderText } from "#lib/core/expression/evaluate.ts";
import type { Scope } from "#lib/core/expression/shape.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { pinIn } from "#lib/core/adapter/offering.ts";
import type { ChildOffering } from "#lib/core/offering/bundle/child.ts";
import { waysOf } from "#lib/core/offering/document.ts";
import { Problem } from "#lib/core/problem.ts";
import { answersIn } from "./answers.ts";
import { childOrder, unfitAnswers } from "./child.ts";
import type { ChildOrder } from "./child.ts";
import { compilePlan } from "./compile.ts";
import type { PlanOrder } from "./compile.ts";
import type { OpenAnswers } from "./open.ts";
import type { Hole, Plan, PlannedStep } from "./plan.ts";
import { rootsOfOrder } from "./roots.ts";
import { scopeOfPlan } from "./scope.ts";
import { sectionOf } from "./section.ts";

/** Every revision that a plan may order, however deep, by `name@revision`. */
export type Family = Readonly<Record<string, ChildOffering>>;

export const familyKey = (name: string, revision: number) => `${name}@${revision}`;

export interface Tree {
  plan: Plan;
  /** What the children's requests would be, with those below them. */
  children: (ChildOrder & { plan: Plan })[];
}

/** The plan of an order with the plans of all the requests it will make. Throws Problem("invalid"). */
export function compileTree(order: PlanOrder, secrets: Record<string, Json>, family: Family): Tree {
  const plan = compilePlan(order);
  if (!plan.steps.some(({ uses }) => uses === "offering")) return { plan, children: [] };
  const scope = scopeOfPlan(order.offering, order.operation, order.modules);
  const inputs = withSecrets(order.inputs, secrets);
  const roots = rootsOfOrder(order.offering, order.operation, inputs, order.context);
  const children: Tree["children"] = [];
  const steps = plan.steps.map((step) => {
    if (step.uses !== "offering" || step.condition?.known === false) return step;
    const made = childOf(step, order, family, (hole) => secretOf(hole, roots, scope));
    children.push(made, ...made.below);
    return { ...step, child: made.child };
  });
  return { plan: { ...plan, steps }, children };
}

function childOf(
  step: PlannedStep,
  { offering, operation, context, open: openHere = nothingOpen }: PlanOrder,
  family: Family,
  fill: (hole: Hole) => Json | undefined,
) {
  const { name, child } = ordered(step, family);
  const made = childOrder(child, answersIn(step.payload, fill), context);
  if ("issues" in made) {
    const document = sectionOf(offering, operation).fulfillment.steps.find(({ id }) => id === step.id);
    const way = document && waysOf(document).find(({ with: config }) => config["offering"] === name);
    throw unfitAnswers(made.issues, step.title, child, way?.with ?? {});
  }
  const order = { ...made.order, open: new Map([...(made.order.open ?? []), ...beyondAnswers(openHere)]) };
  const { plan, children: below } = compileTree(order, made.secrets, family);
  const { title, owner } = child.document.metadata;
  const open = Object.fromEntries(made.order.open ?? []);
  const vars = Object.keys(open).length === 0 ? {} : { vars: context.vars };
  return { ...made, plan, below, child: { offering: name, title, owner, plan, open, ...vars } };
}

const nothingOpen: OpenAnswers = new Map();

/** Who orders it and where is the same for every request of a tree; answers are each one's own. */
const beyondAnswers = (open: OpenAnswers) => [...open].filter(([at]) => at !== "" && !at.startsWith("/"));

function ordered({ payload: { value }, title }: PlannedStep, family: Family): { name: string; child: ChildOffering } {
  const pin = pinIn(value);
  const name = value["offering"];
  const child = pin && typeof name === "string" ? family[familyKey(name, pin.revision)] : undefined;
  if (child && typeof name === "string") return { name, child };
  throw new Problem("not_ready", `“${title}” orders an offering that is not there.`, {
    remedy: "Ask the offering's owner to publish it again.",
  });
}

/** Secrets are at hand while an order is taken; what is worked out with them is not kept. */
function secretOf({ until, parts, whole }: Hole, roots: JsonObject, scope: Scope): Json | undefined {
  if (until !== "secret") return undefined;
  try {
    const values = parts.map((part) => (typeof part === "string" ? part : evaluate(part.expression, roots, scope)));
    const [only] = values;
    return whole ? only : values.map(renderText).join("");
  } catch (error) {
    // It reads the request's number as well.
    if (error instanceof ExpressionProblem) return undefined;
    throw error;
  }
}
