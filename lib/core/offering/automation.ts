import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { waysOf } from "./document.ts";
import type { AutomationLevel, Offering } from "./document.ts";

const order: readonly AutomationLevel[] = ["automated", "assisted", "ticket"];

/** How much of an offering waits for people: the worst of all ways of its blocking steps. Derived, never typed. */
export function automationLevel(offering: Pick<Offering, "fulfillment">): AutomationLevel {
  const levels = offering.fulfillment.steps
    .filter((step) => step.blocking)
    .flatMap(waysOf)
    .map(({ uses, with: config }) => {
      const definition = adapterDefinition(uses);
      return definition.levelOf?.(config) ?? definition.level;
    });
  return order.findLast((level) => levels.includes(level)) ?? "automated";
}
