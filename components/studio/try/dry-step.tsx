import { LoaderCircle } from "lucide-react";
import { Findings, VerdictSign } from "#components/probe/findings.tsx";
import { PayloadDetails } from "#components/ui/payload.tsx";
import type { ShownStep } from "#lib/core/plan/view.ts";
import type { ProbeView } from "#lib/views/probe/shape.ts";

type Answer = ProbeView["answers"][number];

interface StepProps {
  step: ShownStep;
  /** What was found about it, and about the steps of what it orders. */
  answers: readonly Answer[];
  /** Somebody is asking still. */
  waits: boolean;
  goTo?: ((line: number) => void) | undefined;
}

/** A step as it would be sent, and what the outside says of it. */
export function DryStep({ step, answers, waits, goTo }: StepProps) {
  const runs = step.runs !== "no";
  const own = answers.find((answer) => answer.step === step.id);
  const below = answers.filter((answer) => answer.step?.startsWith(`${step.id}/`));
  return (
    <li className="flex gap-2.5 px-4 py-3">
      <Sign answer={own} waits={waits} />
      <div className="min-w-0 flex-1 space-y-1">
        <h3 className="font-medium">
          {step.title} <span className="font-normal text-muted">· {step.adapterTitle}</span>
        </h3>
        <p className="text-xs break-words text-muted">{runs ? step.sentence : "Not needed for these answers."}</p>
        {own ? <Findings findings={own.findings} goTo={goTo} /> : null}
        {runs ? <PayloadDetails preview={step.preview} {...(step.child ? { label: "Its answers" } : {})} /> : null}
        {below.length === 0 ? null : <Below answers={below} />}
      </div>
    </li>
  );
}

function Sign({ answer, waits }: { answer: Answer | undefined; waits: boolean }) {
  if (answer) return <VerdictSign of={answer.verdict} />;
  if (!waits) return <VerdictSign of="unknown" />;
  return (
    <LoaderCircle className="mt-0.5 size-4 shrink-0 animate-spin-slow text-muted" role="img" aria-label="Asking" />
  );
}

/** The steps of another offering, which this step orders. */
function Below({ answers }: { answers: readonly Answer[] }) {
  return (
    <ul className="space-y-2 border-l border-line pl-3">
      {answers.map((answer) => (
        <li key={answer.step} className="flex gap-2">
          <VerdictSign of={answer.verdict} />
          <div className="min-w-0">
            <p className="font-medium">{answer.title.split(" › ").at(-1)}</p>
            <Findings findings={answer.findings} />
          </div>
        </li>
      ))}
    </ul>
  );
}
