import type { Scope } from "#lib/core/expression/shape.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { scopeFor } from "#lib/core/offering/scope.ts";
import type { Modules } from "#lib/core/terraform/module.ts";

/**
 * What a plan's expressions may find, the outputs of every step among it. The check has seen to it that each reads only what
 * it may; one scope for all keeps the plan of a long document quick.
 */
export function scopeOfPlan(offering: Offering, operation: string, modules?: Modules): Scope {
  const known = scopes.get(offering)?.get(operation);
  if (known && known.modules === modules) return known.scope;
  const scope = scopeFor(offering, { operation, outputs: true, ...(modules === undefined ? {} : { modules }) });
  scopes.set(offering, new Map(scopes.get(offering)).set(operation, { modules, scope }));
  return scope;
}

/** Documents are read once and never changed, and an engine asks this of one for each step that ends. */
const scopes = new WeakMap<Offering, Map<string, { modules: Modules | undefined; scope: Scope }>>();
