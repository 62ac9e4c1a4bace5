import { KeyRound, ShieldCheck, ShieldX } from "lucide-react";
import type { ReactNode } from "react";
import type { ProblemView } from "#lib/core/problem.ts";
import type { OfferingView, PlanView } from "#lib/views/catalog/shape.ts";
import { leadTimeText } from "#components/catalog/offering-card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Notice } from "#components/ui/notice.tsx";
import { roughly } from "#components/ui/time-text.ts";
import type { PlanState } from "./plan-query.ts";
import { OutlineStep, PlanLine, PlanStep } from "./plan-step.tsx";

/** "What will happen": worked out from the answers by the code that will run. */
export function PlanPanel({ offering, state }: { offering: OfferingView; state: PlanState }) {
  const asking = state.kind === "asking" || ((state.kind === "plan" || state.kind === "problem") && state.asking);
  return (
    <section aria-label="What will happen" aria-busy={asking}>
      <h2 className="text-base font-semibold">What will happen</h2>
      <p className="mt-0.5 mb-4 text-xs text-muted">
        <span role="status">{asking ? "Working it out…" : "Worked out from your answers."}</span> Nothing runs until you
        order.
      </p>
      {state.kind === "plan" ? (
        <Plan plan={state.plan} offering={offering} faded={state.asking} />
      ) : (
        <Outline offering={offering} state={state} />
      )}
    </section>
  );
}

function Outline({ offering, state }: { offering: OfferingView; state: PlanState }) {
  return (
    <>
      {state.kind === "problem" && !isAboutAnswers(state.problem) ? (
        <Notice tone="bad" title={state.problem.message} className="mb-4">
          {state.problem.remedy}
        </Notice>
      ) : null}
      <ol>
        {offering.steps.map((step, index) => (
          <OutlineStep key={step.id} step={step} last={index === offering.steps.length - 1} />
        ))}
      </ol>
      <p className="mt-4 text-xs text-muted">Answer the questions to see exactly what each step will do.</p>
    </>
  );
}

/** Answers that are missing or do not fit are told at their questions. */
function isAboutAnswers({ code, issues }: ProblemView): boolean {
  return code === "invalid" && issues.some(({ path }) => path !== "");
}

function Plan({ plan, offering, faded }: { plan: PlanView; offering: OfferingView; faded: boolean }) {
  return (
    <div className={classNames("transition-opacity", faded && "opacity-60")}>
      <ol>
        <Verdict plan={plan} />
        {plan.steps.map((step, index) => (
          <PlanStep key={step.id} step={step} steps={plan.steps} last={index === plan.steps.length - 1} />
        ))}
      </ol>
      {plan.warnings.map((warning) => (
        <Notice key={warning} tone="warn" title={warning} className="mt-3" />
      ))}
      <Facts plan={plan} offering={offering} />
    </div>
  );
}

function Verdict({ plan }: { plan: PlanView }) {
  const { answer, reasons } = plan.decision;
  const title = { allow: "You may order this", hold: "It will wait before it runs", deny: "This cannot be ordered" }[
    answer
  ];
  const tone = { allow: "text-good", hold: "text-warn", deny: "text-bad" }[answer];
  const Sign = answer === "deny" ? ShieldX : ShieldCheck;
  return (
    <PlanLine icon={<Sign className={classNames("size-3.5", tone)} aria-hidden />} title={title}>
      {reasons.length === 0 ? <p>Nothing stands in the way.</p> : null}
      {reasons.map((reason) => (
        <p key={reason.sentence}>
          {reason.sentence} {reason.remedy}
        </p>
      ))}
    </PlanLine>
  );
}

function Facts({ plan, offering }: { plan: PlanView; offering: OfferingView }) {
  return (
    <dl className="card mt-5 divide-y divide-line px-4 py-1">
      <Fact name="Ready in">
        {plan.leadTime ? (
          <span title={`Median of ${plan.leadTime.over} completed`}>≈ {roughly(plan.leadTime.medianSeconds)}</span>
        ) : (
          <span className="font-normal text-muted">{leadTimeText({ leadTime: null, orders: offering.orders })}</span>
        )}
      </Fact>
      {plan.outputs.length > 0 ? (
        <Fact name="You get">
          <ul className="space-y-0.5">
            {plan.outputs.map((output) => (
              <li key={output.name} className="flex items-center justify-end gap-1.5">
                {output.title}
                {output.secret ? <KeyRound className="size-3 text-muted" aria-label="secret" /> : null}
              </li>
            ))}
          </ul>
        </Fact>
      ) : null}
      <Fact name="Revision">{plan.revision}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-start justify-between gap-4 py-2">
      <dt className="text-muted">{name}</dt>
      <dd className="text-right font-medium">{children}</dd>
    </div>
  );
}
