import { policy } from "#lib/core/decide/decide.ts";
import type { Decision } from "#lib/core/decide/decision.ts";
import { about, together } from "#lib/core/decide/together.ts";
import { splitSecrets } from "#lib/core/form/secrets.ts";
import { settle } from "#lib/core/form/settle.ts";
import { titleAt } from "#lib/core/form/title-at.ts";
import { validate } from "#lib/core/form/validate.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { PlanOrder } from "#lib/core/plan/compile.ts";
import { quoted, unknownVars } from "#lib/core/plan/open.ts";
import type { Plan } from "#lib/core/plan/plan.ts";
import { policiesThatRefuse } from "#lib/core/plan/policies.ts";
import { compileTree, familyKey } from "#lib/core/plan/tree.ts";
import type { Family } from "#lib/core/plan/tree.ts";
import { formOf, openPlace, placeOf, supposedResource, supposedStates } from "./supposed.ts";
import type { SupposedOrder } from "./supposed.ts";

export interface LookAhead {
  plan: Plan;
  /** Answers that are missing or do not fit, each with what its question is called; the plan has a hole wherever one is read. */
  missing: Missing[];
  /** What the authors' policies say of it. */
  decision: Decision;
}

export interface Missing {
  path: string;
  title: string;
  message: string;
}

/** The plan of an order as far as its answers go. Throws Problem("invalid") where none can be made. */
export function lookAhead(supposed: SupposedOrder): LookAhead {
  const form = formOf(supposed.offering, supposed.operation);
  const inputs = settle(form, supposed.inputs);
  const missing = validate(form, inputs).map(({ path, message }) => ({ path, message, title: titleAt(form, path) }));
  const { open, secrets } = splitSecrets(form, inputs);
  const order = { ...orderOf(supposed, missing), inputs: open };
  const { plan, children } = compileTree(order, secrets, familyOf(supposed));
  const parts = children.map((child) => about(child.order.offering.metadata.title, policiesOf(child.order)));
  return { plan, missing, decision: together([policiesOf(order), ...parts]) };
}

const orderer = "who orders it";

const policiesOf = (order: PlanOrder) => policy({ refusingPolicies: policiesThatRefuse(order) });

function orderOf(supposed: SupposedOrder, missing: readonly Missing[]): PlanOrder {
  const { offering, operation, place, context } = supposed;
  const { modules = {}, vars } = context;
  const first = operation === "create";
  const { resource, open = [] } = first ? {} : supposedResource(supposed);
  const unanswered = missing.filter(({ path }) => path !== "").map(({ path, title }) => [path, title] as const);
  return {
    offering,
    revision: 0,
    operation,
    inputs: {},
    context: {
      ...placeOf(place),
      requester: quoted(orderer),
      vars: isJsonObject(vars) ? vars : {},
      ...(resource === undefined ? {} : { resource }),
    },
    modules,
    open: new Map([
      ...unanswered,
      ["request/requester", orderer],
      ...openPlace(place),
      ...(vars === undefined ? [unknownVars] : []),
      ...open,
    ]),
    ...(first ? {} : { made: supposedStates(offering, modules) }),
  };
}

function familyOf({ context: { children = {} } }: SupposedOrder): Family {
  const known = Object.entries(children).map(([name, child]) => [familyKey(name, child.revision), child] as const);
  return Object.fromEntries(known);
}
