import type { ActorLabel, RequestEvent } from "./event.ts";

/** A line of a request's activity. */
export interface TimelineLine {
  seq: number;
  at: string;
  actor: ActorLabel;
  sentence: string;
  tone: "neutral" | "good" | "bad" | "wait";
  step: string | null;
}

/** Events in plain words, oldest first. `steps` give the titles. */
export function timeline(
  events: readonly RequestEvent[],
  _steps: readonly { id: string; title: string }[],
): TimelineLine[] {
  return events.map(({ seq, at, actor, body }) => ({
    seq,
    at,
    actor,
    sentence: body.type,
    tone: "neutral",
    step: null,
  }));
}
