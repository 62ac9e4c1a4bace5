import { PlannedSteps, Yields } from "#components/order/plan-panel.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import type { Missing } from "#lib/core/preview/look-ahead.ts";
import { planOutputs, planSteps, planWarnings } from "#lib/core/plan/view.ts";
import { Unanswered } from "./unanswered.tsx";
import { useLookAhead } from "./use-look-ahead.ts";

const allowed = {
  title: "It may be ordered",
  sentence: "No policy of the offering stands in the way with these answers.",
};

/** What would happen with the answers typed into the form. */
export function PlanPane({ onMend }: { onMend: (missing: Missing) => void }) {
  const ahead = useLookAhead();
  if (ahead === null) return null;
  if (!ahead.ok) return <ProblemNotice problem={ahead.problem} />;
  const { plan, missing, decision } = ahead.value;
  const outputs = planOutputs(plan);
  const shown = { steps: planSteps(plan), warnings: planWarnings(plan), decision };
  return (
    <>
      <Unanswered missing={missing} onMend={onMend} />
      <PlannedSteps plan={shown} allowed={allowed} />
      {outputs.length === 0 ? null : (
        <dl className="card mt-5 px-4 py-1">
          <Yields outputs={outputs} />
        </dl>
      )}
    </>
  );
}
