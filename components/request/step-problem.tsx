"use client";
import { CircleAlert } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import type { StepProblem } from "#lib/core/problem.ts";
import type { RequestView, StepView } from "#lib/views/request/shape.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { LongText } from "#components/ui/folded.tsx";
import type { RequestActions } from "./actions.ts";
import { isMoving } from "./step-state.tsx";
import { TryingAgain } from "./trying-again.tsx";

const RetryDialog = dynamic(() => import("./retry-dialog.tsx").then((module) => module.RetryDialog), { ssr: false });
const EscalateDialog = dynamic(() => import("./escalate-dialog.tsx").then((module) => module.EscalateDialog), {
  ssr: false,
});
const ResolveDialog = dynamic(() => import("./resolve-dialog.tsx").then((module) => module.ResolveDialog), {
  ssr: false,
});

interface ProblemProps {
  request: RequestView;
  step: StepView;
  problem: StepProblem;
  actions: RequestActions;
}

/** Why it stopped, in one sentence; what the outside said; and the ways on. */
export function StepProblemNotice({ request, step, problem, actions }: ProblemProps) {
  return (
    <div role="group" aria-label="What went wrong" className="rounded-lg bg-bad-soft px-3.5 py-3">
      <div className="flex gap-2.5">
        <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
        <div className="min-w-0 space-y-1.5">
          <p className="font-medium text-bad">{problem.sentence}</p>
          {problem.detail ? (
            <p className="font-mono text-xs break-words whitespace-pre-wrap">
              <LongText text={problem.detail} of="what was said" />
            </p>
          ) : null}
          {isMoving(step.state) ? <Again step={step} /> : problem.remedy ? <p>{problem.remedy}</p> : null}
        </div>
      </div>
      <Exits request={request} step={step} actions={actions} taken={problem.code.endsWith("_conflict")} />
    </div>
  );
}

/** When it is tried again by itself, counted down where that is known. */
function Again({ step: { again, state } }: { step: StepView }) {
  if (again) return <TryingAgain {...again} />;
  return <p>{state === "cancelling" ? "PAO keeps asking it to stop." : "PAO tries again by itself."}</p>;
}

type Exit = StepView["exits"][number];

/** `taken`: what exists already stands in the way, so trying the same again cannot help, and other answers can. */
function Exits({ request, step, actions, taken }: Omit<ProblemProps, "problem"> & { taken: boolean }) {
  const [shown, setShown] = useState<Exit | null>(null);
  const uncertain = step.state === "uncertain";
  const elsewhere = taken && !uncertain;
  if (step.exits.length === 0) return null;
  const shared = { request, step, actions, onOpenChange: (open: boolean) => (open ? undefined : setShown(null)) };
  return (
    <div className="mt-3 flex flex-wrap gap-2 pl-6.5">
      {elsewhere ? (
        <Link
          href={`/catalog/${request.offering}?again=${request.number}`}
          className={classNames(buttonClass("primary", true), "-order-2")}
        >
          Order again with other answers
        </Link>
      ) : null}
      {step.exits.includes("resolve") ? (
        <Button small tone={uncertain ? "primary" : "plain"} onClick={() => setShown("resolve")}>
          {uncertain ? "It happened" : "I did it by hand"}
        </Button>
      ) : null}
      {step.exits.includes("retry") ? (
        <Button
          small
          tone={uncertain || elsewhere ? "plain" : "primary"}
          className={uncertain ? "" : "-order-1"}
          onClick={() => setShown("retry")}
        >
          {uncertain ? "It did not happen" : "Retry"}
        </Button>
      ) : null}
      {step.exits.includes("escalate") ? (
        <Button small onClick={() => setShown("escalate")}>
          Escalate
        </Button>
      ) : null}
      {shown === "retry" ? <RetryDialog open {...shared} /> : null}
      {shown === "resolve" ? <ResolveDialog open {...shared} /> : null}
      {shown === "escalate" ? <EscalateDialog open {...shared} /> : null}
    </div>
  );
}
