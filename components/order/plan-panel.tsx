import { KeyRound, ShieldCheck, ShieldX } from "lucide-react";
import type { ReactNode } from "react";
import type { ProblemView } from "#lib/core/problem.ts";
import type { Orderable, PlanView } from "#lib/views/catalog/shape.ts";
import { leadTimeText } from "#components/catalog/offering-card.tsx";
import { ListOrGraph } from "#components/graph/list-or-graph.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { roughly } from "#components/ui/time-text.ts";
import type { PlanState } from "./plan-query.ts";
import { drawnPlan } from "./drawn-plan.ts";
import { OutlineStep, PlanLine, PlanStep } from "./plan-step.tsx";

/** `orders` says how often it was ordered; left out where nobody counts, as for operations. */
export type PlannedFrom = Pick<Orderable, "steps"> & { orders?: number };

/** "What will happen": worked out from the answers by the code that will run. */
export function PlanPanel({ ordered, state }: { ordered: PlannedFrom; state: PlanState }) {
  const asking = state.kind === "asking" || ((state.kind === "plan" || state.kind === "problem") && state.asking);
  return (
    <section aria-label="What will happen" aria-busy={asking}>
      <h2 className="text-base font-semibold">What will happen</h2>
      <p className="mt-0.5 mb-4 text-xs text-muted">
        <span role="status">{asking ? "Working it out…" : "Worked out from your answers."}</span> Nothing runs until you
        order.
      </p>
      {state.kind === "plan" ? (
        <Plan plan={state.plan} orders={ordered.orders} faded={state.asking} />
      ) : (
        <Outline steps={ordered.steps} state={state} />
      )}
    </section>
  );
}

function Outline({ steps, state }: Pick<PlannedFrom, "steps"> & { state: PlanState }) {
  return (
    <>
      {state.kind === "problem" && !isAboutAnswers(state.problem) ? (
        <ProblemNotice problem={state.problem} className="mb-4" />
      ) : null}
      <ol>
        {steps.map((step, index) => (
          <OutlineStep key={step.id} step={step} last={index === steps.length - 1} />
        ))}
      </ol>
      {steps.length > 0 ? (
        <p className="mt-4 text-xs text-muted">Answer the questions to see exactly what each step will do.</p>
      ) : null}
    </>
  );
}

/** Answers that are missing or do not fit are told at their questions. */
function isAboutAnswers({ code, issues }: ProblemView): boolean {
  return code === "invalid" && issues.some(({ path }) => path !== "");
}

function Plan({ plan, orders, faded }: { plan: PlanView; orders: number | undefined; faded: boolean }) {
  return (
    <div className={classNames("transition-opacity", faded && "opacity-60")}>
      <PlannedSteps plan={plan} />
      <Facts plan={plan} orders={orders} />
    </div>
  );
}

interface StepsProps {
  plan: Pick<PlanView, "steps" | "warnings" | "decision">;
  /** What is said where it may be ordered. */
  allowed?: { title: string; sentence: string };
}

/** Whether it may be ordered, each step as it will be, and what there is to know before. */
export function PlannedSteps({ plan, allowed = usual }: StepsProps) {
  return (
    <>
      <ListOrGraph
        steps={drawnPlan(plan.steps)}
        above={
          <ol>
            <Verdict decision={plan.decision} allowed={allowed} last />
          </ol>
        }
      >
        <ol>
          <Verdict decision={plan.decision} allowed={allowed} />
          {plan.steps.map((step, index) => (
            <PlanStep key={step.id} step={step} steps={plan.steps} last={index === plan.steps.length - 1} />
          ))}
        </ol>
      </ListOrGraph>
      {plan.warnings.map((warning) => (
        <Notice key={warning} tone="warn" title={warning} className="mt-3" />
      ))}
    </>
  );
}

const usual = { title: "You may order this", sentence: "Nothing stands in the way." };

interface VerdictProps {
  decision: PlanView["decision"];
  allowed: { title: string; sentence: string };
  last?: boolean;
}

function Verdict({ decision: { answer, reasons }, allowed, last = false }: VerdictProps) {
  const title = { allow: allowed.title, hold: "It will wait before it runs", deny: "This cannot be ordered" }[answer];
  const tone = { allow: "text-good", hold: "text-warn", deny: "text-bad" }[answer];
  const Sign = answer === "deny" ? ShieldX : ShieldCheck;
  return (
    <PlanLine icon={<Sign className={classNames("size-3.5", tone)} aria-hidden />} title={title} last={last}>
      {reasons.length === 0 ? <p>{allowed.sentence}</p> : null}
      {reasons.map((reason) => (
        <p key={reason.sentence}>
          {reason.sentence} {reason.remedy}
        </p>
      ))}
    </PlanLine>
  );
}

function Facts({ plan, orders }: { plan: PlanView; orders: number | undefined }) {
  return (
    <dl className="card mt-5 divide-y divide-line px-4 py-1">
      {orders === undefined ? null : (
        <Fact name="Ready in">
          {plan.leadTime ? (
            <span title={`Median of ${plan.leadTime.over} completed`}>≈ {roughly(plan.leadTime.medianSeconds)}</span>
          ) : (
            <span className="font-normal text-muted">{leadTimeText({ leadTime: null, orders })}</span>
          )}
        </Fact>
      )}
      {plan.outputs.length > 0 ? <Yields outputs={plan.outputs} /> : null}
      <Fact name="Revision">{plan.revision}</Fact>
    </dl>
  );
}

/** What there is once it is completed. */
export function Yields({ outputs }: Pick<PlanView, "outputs">) {
  return (
    <Fact name="You get">
      <ul className="space-y-0.5">
        {outputs.map((output) => (
          <li key={output.name} className="flex items-center justify-end gap-1.5">
            {output.title}
            {output.secret ? <KeyRound className="size-3 text-muted" aria-label="secret" /> : null}
          </li>
        ))}
      </ul>
    </Fact>
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
