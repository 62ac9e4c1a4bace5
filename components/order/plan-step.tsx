import type { ReactNode } from "react";
import type { OfferingView, PlanStepView } from "#lib/views/catalog/shape.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Icon } from "#components/ui/icon.tsx";
import { PayloadDetails } from "#components/ui/payload.tsx";

export function PlanLine({
  icon,
  title,
  last = false,
  faded = false,
  children,
}: {
  icon: ReactNode;
  title: ReactNode;
  last?: boolean;
  faded?: boolean;
  children: ReactNode;
}) {
  return (
    <li className="relative flex gap-3 pb-4">
      {last ? null : <span className="absolute top-7 bottom-0 left-3.5 w-px bg-line-strong" aria-hidden />}
      <span className="relative flex size-7 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface">
        {icon}
      </span>
      <div className={classNames("min-w-0 flex-1 pt-0.5", faded && "text-muted")}>
        <p className={classNames("font-medium", faded && "line-through decoration-1")}>{title}</p>
        <div className="mt-0.5 space-y-1 text-xs text-muted">{children}</div>
      </div>
    </li>
  );
}

const when = { yes: null, no: "Not with these answers.", later: "Decided when its turn comes." } as const;

function order(step: PlanStepView, steps: readonly PlanStepView[]): string | null {
  const at = steps.indexOf(step);
  const before = steps[at - 1];
  if (step.needs.length === 0) return at === 0 ? null : "Starts at once.";
  if (step.needs.length === 1 && step.needs[0] === before?.id) return null;
  const titles = step.needs.map((id) => steps.find((other) => other.id === id)?.title ?? id);
  return `After ${titles.join(" and ")}.`;
}

/** One step of the plan: a sentence, what cannot be known yet, and on demand exactly what will be sent. */
export function PlanStep({ step, steps, last }: { step: PlanStepView; steps: readonly PlanStepView[]; last: boolean }) {
  const runs = step.runs !== "no";
  const notes = [
    when[step.runs],
    runs ? order(step, steps) : null,
    !runs || step.blocking ? null : "The request does not wait for it.",
  ].filter(Boolean);
  return (
    <PlanLine icon={<Icon names={[step.icon]} className="size-3.5" />} title={step.title} last={last} faded={!runs}>
      {runs ? <p className="break-words">{step.sentence}</p> : null}
      {notes.length > 0 ? <p>{notes.join(" ")}</p> : null}
      {step.fallback === undefined ? null : <p className="break-words">If it fails: {step.fallback}</p>}
      {runs && step.unknown.length > 0 ? <p>Not known yet: {step.unknown.join(", ")}.</p> : null}
      {runs ? <PayloadDetails preview={step.preview} {...(step.child ? { label: "Its answers" } : {})} /> : null}
      {runs && step.child ? <PlannedChild child={step.child} /> : null}
    </PlanLine>
  );
}

/** The steps of the request that this step will make. */
function PlannedChild({ child }: { child: NonNullable<PlanStepView["child"]> }) {
  const steps = child.steps.length === 1 ? "Its one step" : `Its ${child.steps.length} steps`;
  return (
    // A name of its own: inside stand others that open and close.
    <details className="group/child pt-1">
      <summary className="inline-block rounded text-xs leading-6 text-accent marker:content-none hover:underline">
        <span className="group-open/child:hidden">{steps}</span>
        <span className="hidden group-open/child:inline">Hide its steps</span>
      </summary>
      <ol aria-label={`Steps of ${child.title}`} className="mt-2.5">
        {child.steps.map((step, index) => (
          <PlanStep key={step.id} step={step} steps={child.steps} last={index === child.steps.length - 1} />
        ))}
      </ol>
    </details>
  );
}

export function OutlineStep({ step, last }: { step: OfferingView["steps"][number]; last: boolean }) {
  return (
    <PlanLine icon={<Icon names={[step.icon]} className="size-3.5" />} title={step.title} last={last}>
      <p>
        {step.adapterTitle}
        {step.blocking ? null : " · the request does not wait for it"}
      </p>
    </PlanLine>
  );
}
