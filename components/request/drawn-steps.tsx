import type { StepState } from "#lib/core/lifecycle/states.ts";
import type { StepView } from "#lib/views/request/shape.ts";
import type { DrawnStep } from "#components/graph/step-graph.tsx";
import { waitsForPerson } from "./below.ts";
import { isMoving, StepSign } from "./step-state.tsx";

/** The steps of a request as they are drawn: where each stands now is its sign and the colour of its border. */
export function drawnSteps(steps: readonly StepView[]): DrawnStep[] {
  return steps.map((step) => {
    const { id, title, adapterTitle, icon, needs, blocking, state, child } = step;
    const stuck = waitsForPerson(step);
    return {
      id,
      title,
      icon,
      needs,
      detail: child?.number ?? adapterTitle,
      loose: !blocking,
      faded: state === "skipped" || state === "cancelled",
      sign: <StepSign state={state} stuck={stuck} />,
      border: stuck ? "border-bad" : borderOf(state),
    };
  });
}

function borderOf(state: StepState): string {
  if (state === "failed" || state === "uncertain") return "border-bad";
  if (state === "held") return "border-warn";
  if (isMoving(state)) return "border-accent";
  return state === "completed" ? "border-good" : "border-line-strong";
}
