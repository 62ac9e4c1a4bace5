import { narrowed } from "#lib/core/expression/narrow.ts";
import type { Scope } from "#lib/core/expression/shape.ts";
import { own } from "#lib/core/expression/shape.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { scopeFor } from "#lib/core/offering/scope.ts";
import type { ScopePlace } from "#lib/core/offering/scope.ts";
import type { CheckContext } from "#lib/core/offering/rules/room.ts";

/** Where a document may hold expressions, and what they may read there. */
export interface ExpressionPlace {
  scope: Scope;
  offering: Offering;
  operation: string | undefined;
  /** It has to be one whole expression that is true or false. */
  condition: boolean;
}

/** Undefined where the document takes every text as it stands. */
export function expressionPlace(offering: Offering, path: Path, context: CheckContext): ExpressionPlace | undefined {
  const inner = path[0] === "operations" ? path.slice(2) : path;
  const operation = path[0] === "operations" ? String(path[1]) : undefined;
  const known = {
    ...(operation === undefined ? {} : { operation }),
    ...(context.vars === undefined ? {} : { vars: context.vars }),
    ...(context.modules === undefined ? {} : { modules: context.modules }),
  };
  const read = (place: ScopePlace) => scopeFor(offering, { ...known, ...place });
  const [part, second, position, key] = inner;
  const made = (scope: Scope, condition = false) => ({ scope, offering, operation, condition });
  if (part === "policies" && position === "when") return made(read({}), true);
  if (part === "outputs" && position === "value") return made(read({ outputs: true }));
  if (part !== "fulfillment" || second !== "steps" || typeof position !== "number") return undefined;
  const held = operation === undefined ? offering : own(offering.operations, operation);
  const step = held?.fulfillment?.steps[position];
  if (!step) return undefined;
  const scope = read({ step: step.id });
  if (key === "if") return made(scope, true);
  if (key === "any" && inner[5] === "if") return made(read({}), true);
  if (!inner.includes("with")) return undefined;
  return made(step.if === undefined ? scope : narrowed(scope, inside(step.if)));
}

function inside(text: string): string {
  return /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(text)?.[1] ?? "";
}
