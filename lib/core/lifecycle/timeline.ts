import type { ActorLabel, EventBody, RequestEvent } from "./event.ts";
import { lineOf } from "./sentence.ts";
import type { Tone } from "./sentence.ts";

/** A line of a request's activity. */
export interface TimelineLine {
  seq: number;
  at: string;
  actor: ActorLabel;
  sentence: string;
  tone: Tone;
  step: string | null;
}

/** Events in plain words, in their order. `steps` give the titles. What says nothing new to a reader is left out. */
export function timeline(
  events: readonly RequestEvent[],
  steps: readonly { id: string; title: string }[],
): TimelineLine[] {
  const titles = new Map(steps.map(({ id, title }) => [id, title]));
  const said = new Map<string, string>();
  const referred = new Map<string, string>();
  const lines: TimelineLine[] = [];
  events.forEach((event, at) => {
    const step = stepOf(event.body);
    if (followsFrom(event.body, events[at - 1]?.body)) return;
    const line = lineOf(event.body, event.actor.name, titles.get(step ?? "") ?? step ?? "", referred.get(step ?? ""));
    if (event.body.type === "step" && event.body.reference) referred.set(event.body.step, event.body.reference.id);
    if (line === undefined || (step !== null && said.get(step) === line.sentence)) return;
    if (step !== null) said.set(step, line.sentence);
    lines.push({ seq: event.seq, at: event.at, actor: event.actor, ...line, step });
  });
  return lines;
}

function stepOf(body: EventBody): string | null {
  return "step" in body ? body.step : null;
}

const exits: readonly EventBody["type"][] = [
  "retried",
  "resolved",
  "escalated",
  "fell_back",
  "task_completed",
  "task_refused",
];

/** What became of a step says already where it stands now. */
function followsFrom(body: EventBody, before: EventBody | undefined): boolean {
  return body.type === "step" && before !== undefined && exits.includes(before.type) && stepOf(before) === body.step;
}
