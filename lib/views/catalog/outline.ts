import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { stepTitle, waysOf, type StepDocument } from "#lib/core/offering/document.ts";
import type { OfferingView } from "./shape.ts";

/** Steps as they stand in the document, before any answer. Of several ways, the last is what happens unless another matches. */
export function outlineOf(steps: readonly StepDocument[]): OfferingView["steps"] {
  return steps.flatMap((step) => {
    const way = waysOf(step).at(-1);
    if (!way) return [];
    const { title: adapterTitle, icon } = adapterDefinition(way.uses);
    return [{ id: step.id, title: stepTitle(step), uses: way.uses, adapterTitle, icon, blocking: step.blocking }];
  });
}
