import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ChildView } from "#lib/views/request/shape.ts";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { needsPerson } from "./below.ts";
import { StepSign } from "./step-state.tsx";

/** A request that a step has ordered: how it stands, its steps, and the requests below those. */
export function ChildTree({ child, nested = false }: { child: ChildView; nested?: boolean }) {
  const { number, title, offeringTitle, state, stuck, progress, steps } = child;
  const named = title === offeringTitle ? offeringTitle : `${offeringTitle} “${title}”`;
  return (
    <div className={nested ? "mt-1.5" : "rounded-lg border border-line bg-sunken px-3 py-2.5"}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link href={`/requests/${number}`} className="link min-w-0 font-medium break-words">
          {named}
        </Link>
        <span className="text-xs whitespace-nowrap text-muted tabular-nums">{number}</span>
        <span className="ml-auto flex items-center gap-2 text-xs text-muted">
          <span className="whitespace-nowrap tabular-nums">
            {progress.done} of {progress.of}
          </span>
          <StateBadge state={state} stuck={stuck} />
        </span>
      </div>
      {needsPerson(child) && !nested ? <Stuck child={child} /> : null}
      <ol aria-label={`Steps of ${number}`} className="mt-2 space-y-1.5 border-l border-line-strong pl-3">
        {steps.map((step) => (
          <li key={step.id}>
            <span className="flex items-center gap-2">
              <StepSign state={step.state} />
              <span className="min-w-0 break-words">{step.title}</span>
            </span>
            {step.child ? <ChildTree child={step.child} nested /> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Stuck({ child }: { child: ChildView }) {
  return (
    <p className="mt-2 flex items-start gap-2 text-bad">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        It needs somebody to choose how it goes on:{" "}
        <Link href={`/requests/${child.number}`} className="font-medium underline underline-offset-3">
          open {child.number}
        </Link>
        . What does not wait for it goes on here.
      </span>
    </p>
  );
}
