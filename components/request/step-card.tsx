"use client";
import { ArrowUpRight, ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import { useId, useState } from "react";
import type { RequestView, StepView } from "#lib/views/request/shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { LongText } from "#components/ui/folded.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { PayloadDetails } from "#components/ui/payload.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import type { RequestActions } from "./actions.ts";
import { waitsForPerson } from "./below.ts";
import { ChildTree } from "./child-tree.tsx";
import { LogLines } from "./log-lines.tsx";
import { StepProblemNotice } from "./step-problem.tsx";
import { isMoving, StepSign, StepStatus } from "./step-state.tsx";

// Brings the form's library along, which most readers of a request never need.
const TaskForm = dynamic(() => import("./task-form.tsx").then((module) => module.TaskForm));

interface StepProps {
  request: RequestView;
  step: StepView;
  actions: RequestActions;
}

/** Is this step what the reader came for? */
function asksForAttention(step: StepView): boolean {
  return step.state === "failed" || step.state === "uncertain" || isMoving(step.state) || step.child !== null;
}

export function StepCard({ request, step, actions }: StepProps) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [begun, setBegun] = useState(false);
  const id = useId();
  const open = chosen ?? (begun || asksForAttention(step));
  const stuck = step.state === "failed" || step.state === "uncertain" || waitsForPerson(step);
  return (
    <li className={classNames("card", stuck && "border-bad", !stuck && isMoving(step.state) && "border-accent")}>
      <h2>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setChosen(!open)}
          className="flex min-h-12 w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-xl px-4 py-2.5 text-left"
        >
          <StepSign state={step.state} stuck={waitsForPerson(step)} />
          <span className="min-w-0 text-base font-medium break-words">{step.title}</span>
          <Badge>
            <Icon names={[step.icon]} className="size-3" />
            {step.adapterTitle}
          </Badge>
          {step.escalated ? <Badge tone="warn">{step.escalated.byItself ? "Fallback" : "Escalated"}</Badge> : null}
          <span className="ml-auto flex items-center gap-3 text-xs text-muted">
            <span>
              <StepStatus step={step} />
            </span>
            <ChevronRight className={classNames("size-4 transition-transform", open && "rotate-90")} aria-hidden />
          </span>
        </button>
      </h2>
      {open ? (
        <div id={id} className="border-t border-line px-4 py-3">
          <StepBody request={request} step={step} actions={actions} begun={begun} onBegun={setBegun} />
        </div>
      ) : null}
    </li>
  );
}

function StepBody({ begun, onBegun, ...shared }: StepProps & { begun: boolean; onBegun: (begun: boolean) => void }) {
  const { request, step, actions } = shared;
  const ran = step.attempts > 0;
  return (
    <div className="space-y-3">
      {step.problem ? (
        <StepProblemNotice request={request} step={step} problem={step.problem} actions={actions} />
      ) : null}
      {step.task ? (
        <TaskForm {...shared} task={step.task} begun={begun} onBegun={onBegun} />
      ) : (
        <p className="break-words text-muted">{step.sentence}</p>
      )}
      {step.child ? <ChildTree child={step.child} /> : null}
      {ran ? (
        <LogLines number={request.number} step={step.id} moving={isMoving(step.state)} quiet={step.child !== null} />
      ) : null}
      <StepOutputs step={step} />
      {step.escalated ? <InPlace escalated={step.escalated} known={step.reference?.id} /> : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted empty:hidden">
        {step.child ? null : step.reference?.url ? (
          <a href={step.reference.url} target="_blank" rel="noreferrer" className="link inline-flex items-center gap-1">
            Open {step.reference.id} <ArrowUpRight className="size-3.5" aria-hidden />
          </a>
        ) : step.reference && !step.task ? (
          <span>{step.reference.id}</span>
        ) : null}
        {step.nextCheckAt && !step.child && !step.again ? (
          <span>
            looks again <RelativeTime at={step.nextCheckAt} />
          </span>
        ) : null}
        {step.attempts > 1 ? <span>{step.attempts} attempts</span> : null}
        {step.blocking ? null : <span>The request does not wait for this step.</span>}
      </div>
      {step.preview.text === "" ? null : (
        <PayloadDetails preview={step.preview} {...(step.child ? { label: "Its answers" } : {})} />
      )}
    </div>
  );
}

/** What the step was planned to be, and the ticket that stands for it; `known` is what the card leads to anyway. */
function InPlace({ escalated, known }: { escalated: NonNullable<StepView["escalated"]>; known: string | undefined }) {
  const { from, ticket, byItself } = escalated;
  return (
    <p className="text-muted">
      {ticket === null ? (
        byItself ? (
          "This"
        ) : (
          "A ticket"
        )
      ) : ticket.id === known ? (
        ticket.id
      ) : (
        <a href={ticket.url} target="_blank" rel="noreferrer" className="link inline-flex items-center gap-0.5">
          {ticket.id} <ArrowUpRight className="size-3.5" aria-hidden />
        </a>
      )}{" "}
      takes the place of what was planned here ({from}){byItself ? ", which failed" : ""}.
    </p>
  );
}

function StepOutputs({ step }: { step: StepView }) {
  const known = Object.entries(step.outputs).filter(([, output]) => output.known);
  if (known.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 text-xs">
      {known.map(([name, output]) => {
        const text = typeof output.value === "string" ? output.value : JSON.stringify(output.value);
        return (
          <div key={name} className="contents">
            <dt className="text-muted">{output.title}</dt>
            <dd className="flex min-h-8 min-w-0 items-center gap-1 font-mono">
              <span className="break-all">
                {output.secret ? "••••••••" : <LongText text={text} of={output.title} />}
              </span>
              {output.secret ? null : <CopyButton text={text} what={output.title} />}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
