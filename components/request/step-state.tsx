import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  CircleMinus,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from "lucide-react";
import type { StepState } from "#lib/core/lifecycle/states.ts";
import type { StepView } from "#lib/views/request/shape.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Duration } from "#components/ui/time.tsx";

export const stepStates = {
  pending: { icon: CircleDashed, ink: "text-faint", bar: "bg-line-strong", label: "Not started" },
  held: { icon: Clock, ink: "text-warn", bar: "bg-warn", label: "Held until its window" },
  queued: { icon: CircleDot, ink: "text-info", bar: "bg-info", label: "About to start" },
  processing: { icon: LoaderCircle, ink: "text-info", bar: "bg-info", label: "In progress" },
  waiting: { icon: Clock, ink: "text-info", bar: "bg-info", label: "Waiting" },
  uncertain: { icon: CircleHelp, ink: "text-bad", bar: "bg-bad", label: "May or may not have happened" },
  completed: { icon: CircleCheck, ink: "text-good", bar: "bg-good", label: "Completed" },
  failed: { icon: CircleX, ink: "text-bad", bar: "bg-bad", label: "Failed" },
  cancelling: { icon: LoaderCircle, ink: "text-warn", bar: "bg-warn", label: "Cancelling" },
  cancelled: { icon: Ban, ink: "text-muted", bar: "bg-line-strong", label: "Cancelled" },
  skipped: { icon: CircleMinus, ink: "text-muted", bar: "bg-line-strong", label: "Skipped" },
} as const satisfies Record<StepState, { icon: LucideIcon; ink: string; bar: string; label: string }>;

/** What waits for a request that only a person can help on is no better off than that. */
const stuckSign = { icon: TriangleAlert, ink: "text-bad", bar: "bg-bad", label: "Needs a hand" } as const;

export const stepLook = (state: StepState, stuck: boolean) => (stuck ? stuckSign : stepStates[state]);

export function StepSign({ state, stuck = false }: { state: StepState; stuck?: boolean }) {
  const { icon: Sign, ink, label } = stepLook(state, stuck);
  return (
    <Sign
      role="img"
      aria-label={label}
      className={classNames("size-4.5 shrink-0", ink, Sign === LoaderCircle && "animate-spin-slow")}
    />
  );
}

export function isMoving(state: StepState): boolean {
  return state === "processing" || state === "waiting" || state === "queued" || state === "cancelling";
}

function waitingWords(step: StepView): string {
  if (step.task) return `waiting for ${step.task.assignedTeam}`;
  return step.reference ? `waiting on ${step.reference.id}` : "waiting";
}

/** What stands at the right of a step: how long, or what for. */
export function StepStatus({ step }: { step: StepView }) {
  const time = step.startedAt === null ? null : <Duration from={step.startedAt} to={step.endedAt} />;
  if (step.waitsAt !== null && step.state === "queued") return <>waiting for a place at {step.waitsAt}</>;
  switch (step.state) {
    case "completed":
      return step.resolved ? <>done by hand</> : time;
    case "processing":
      return time;
    case "cancelling":
      return <>stopping {time ? <>· {time}</> : null}</>;
    case "waiting":
      return (
        <>
          {waitingWords(step)} {time ? <>· {time}</> : null}
        </>
      );
    case "pending":
      if (step.waitingFor.length > 0) return <>waiting for {step.waitingFor.join(", ")}</>;
      return step.blocking ? <>not started</> : <>does not block</>;
    default:
      return <>{stepStates[step.state].label.toLowerCase()}</>;
  }
}
