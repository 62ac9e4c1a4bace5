import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from "lucide-react";
import type { RequestState, ResourceState } from "#lib/core/lifecycle/states.ts";
import { Badge, type Tone } from "./badge.tsx";

const states = {
  submitted: { tone: "info", icon: CircleDashed, label: "Submitted" },
  waiting_approval: { tone: "warn", icon: Clock, label: "Waiting for approval" },
  waiting_window: { tone: "warn", icon: Clock, label: "Waiting for its window" },
  processing: { tone: "info", icon: LoaderCircle, label: "In progress" },
  failed: { tone: "bad", icon: CircleX, label: "Failed" },
  cancelling: { tone: "warn", icon: LoaderCircle, label: "Cancelling" },
  completed: { tone: "good", icon: CircleCheck, label: "Completed" },
  rejected: { tone: "bad", icon: Ban, label: "Rejected" },
  aborted: { tone: "neutral", icon: Ban, label: "Aborted" },
} as const satisfies Record<RequestState, { tone: Tone; icon: LucideIcon; label: string }>;

/** The words for a request's state, the same everywhere. */
export function stateLabel(state: RequestState): string {
  return states[state].label;
}

/** `stuck`: a branch has failed while others still move. */
export function StateBadge({
  state,
  stuck = false,
  more,
}: {
  state: RequestState;
  stuck?: boolean;
  more?: string | null;
}) {
  const { tone, icon: Sign, label } = states[state];
  const marked = stuck && state === "processing";
  const Shown = marked ? TriangleAlert : Sign;
  return (
    <Badge tone={marked ? "warn" : tone}>
      <Shown className={Shown === LoaderCircle ? "size-3 animate-spin-slow" : "size-3"} aria-hidden />
      {marked ? "Needs a hand" : label}
      {more ? ` · ${more}` : null}
    </Badge>
  );
}

const resourceStates = {
  planned: { tone: "info", icon: CircleDashed, label: "Planned" },
  active: { tone: "good", icon: CircleCheck, label: "Active" },
  changing: { tone: "info", icon: LoaderCircle, label: "Changing" },
  retiring: { tone: "warn", icon: LoaderCircle, label: "Retiring" },
  retired: { tone: "neutral", icon: Ban, label: "Retired" },
} as const satisfies Record<ResourceState, { tone: Tone; icon: LucideIcon; label: string }>;

/** The words for a resource's state, the same everywhere. */
export function resourceStateLabel(state: ResourceState): string {
  return resourceStates[state].label;
}

/** `stuck`: what works on it needs somebody. */
export function ResourceStateBadge({ state, stuck }: { state: ResourceState; stuck: boolean }) {
  const { tone, icon, label } = resourceStates[state];
  const Sign = stuck ? TriangleAlert : icon;
  return (
    <Badge tone={stuck ? "warn" : tone}>
      {stuck ? <span className="sr-only">{label}: </span> : null}
      <Sign className={Sign === LoaderCircle ? "size-3 animate-spin-slow" : "size-3"} aria-hidden />
      {stuck ? "Needs a hand" : label}
    </Badge>
  );
}
