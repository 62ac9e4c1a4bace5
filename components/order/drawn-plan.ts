import type { PlanStepView } from "#lib/views/catalog/shape.ts";
import type { DrawnStep } from "#components/graph/step-graph.tsx";

/** The steps of a plan as they are drawn. */
export function drawnPlan(steps: readonly PlanStepView[]): DrawnStep[] {
  return steps.map(({ id, title, adapterTitle, icon, needs, blocking, runs }) => ({
    id,
    title,
    icon,
    needs,
    detail: runs === "later" ? `${adapterTitle} · if needed` : adapterTitle,
    loose: !blocking,
    faded: runs === "no",
  }));
}
