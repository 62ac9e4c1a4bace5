import type { EventBody } from "./event.ts";
import type { RequestState } from "./states.ts";

export type Tone = "neutral" | "good" | "bad" | "wait";

export interface Line {
  sentence: string;
  tone: Tone;
}

/**
 * What happened, for people; undefined when it is nothing they would want to read. `referred` is the outside thing that the
 * step was told to wait for before.
 */
export function lineOf(body: EventBody, who: string, title: string, referred?: string): Line | undefined {
  switch (body.type) {
    case "submitted":
      return { sentence: submitted(body, who), tone: "neutral" };
    case "step":
      return stepLine(body, title, referred);
    case "request":
      return requestLines[body.state];
    case "retried":
      return { sentence: because(retried(who, title, body.from), body.reason), tone: "neutral" };
    case "resolved":
      return { sentence: because(`${who} did ${title} by hand`, joined(body.note, body.reference)), tone: "good" };
    case "escalated":
      return {
        sentence: because(`${who} had tickets opened in place of ${body.steps.join(", ")}`, body.reason),
        tone: "wait",
      };
    case "fell_back":
      return { sentence: `A ${body.to} takes the place of ${title}, which failed`, tone: "wait" };
    case "cancelled":
      return { sentence: because(`${who} cancelled this`, body.reason), tone: "bad" };
    case "aborted":
      return {
        sentence: because(body.waited ? `${who} would not wait any longer` : `${who} aborted this`, body.reason),
        tone: "bad",
      };
    case "task_completed":
      return { sentence: because(`${who} did the task: ${title}`, body.note), tone: "good" };
    case "task_refused":
      return { sentence: because(`${who} refused the task: ${title}`, body.note), tone: "bad" };
    case "output_revealed":
      return { sentence: `${who} looked at the secret output ${body.output}`, tone: "neutral" };
  }
}

function retried(who: string, title: string, from: string | undefined): string {
  return from === undefined ? `${who} tried ${title} again` : `${who} tried ${title} again, starting with ${from}`;
}

function submitted({ door, parent }: Extract<EventBody, { type: "submitted" }>, who: string): string {
  if (parent !== undefined) return `${parent} ordered this for ${who}`;
  return door === "rest" ? `${who} ordered this through the API` : `${who} ordered this`;
}

const requestLines: Partial<Record<RequestState, Line>> = {
  waiting_approval: { sentence: "Waiting for an approval", tone: "wait" },
  waiting_window: { sentence: "Waiting for a window in which this may run", tone: "wait" },
  failed: { sentence: "Nothing moves by itself any more: a person has to choose how to go on", tone: "bad" },
  completed: { sentence: "The order is fulfilled", tone: "good" },
  rejected: { sentence: "The order was refused", tone: "bad" },
  aborted: { sentence: "The request has ended; nothing was undone", tone: "bad" },
};

type StepBody = Extract<EventBody, { type: "step" }>;

function stepLine(body: StepBody, title: string, referred: string | undefined): Line | undefined {
  const { state, problem, note } = body;
  switch (state) {
    case "pending":
      return undefined;
    case "queued":
      return note === undefined ? undefined : { sentence: aside(`${title}: ${note}`, problem?.sentence), tone: "wait" };
    case "held":
      return { sentence: because(`${title} is held until a window opens`, note), tone: "wait" };
    case "processing":
      return { sentence: `${title}: ${note ?? "started"}`, tone: "neutral" };
    case "waiting":
      return { sentence: aside(waiting(body, title, referred), problem?.sentence), tone: "wait" };
    case "uncertain":
      return { sentence: because(`${title} may or may not have happened`, problem?.sentence ?? note), tone: "bad" };
    case "completed":
      return {
        sentence: because(
          body.reference?.kind === "issue" ? `Jira ${body.reference.id} is done` : `${title}: done`,
          note,
        ),
        tone: "good",
      };
    case "failed":
      return { sentence: because(`${title} failed`, problem?.sentence ?? note), tone: "bad" };
    case "cancelling":
      return { sentence: aside(`${title}: ${note ?? "being stopped"}`, problem?.sentence), tone: "wait" };
    case "cancelled":
      return { sentence: because(`${title} is no longer followed`, note ?? problem?.sentence), tone: "neutral" };
    case "skipped":
      return { sentence: `${title} was skipped`, tone: "neutral" };
  }
}

/** An issue is opened once; after that its adapter says what became of it. */
function waiting({ reference, note }: StepBody, title: string, referred: string | undefined): string {
  if (reference?.kind === "issue" && reference.id !== referred) return `Jira ${reference.id} opened`;
  if (reference?.kind === "request" && reference.id !== referred) return `${title}: ordered as ${reference.id}`;
  if (note !== undefined) return reference?.kind === "issue" ? `Jira ${note}` : `${title}: ${note}`;
  return reference?.kind === "task" ? `${title} waits for someone to do it` : `${title} is under way`;
}

function aside(sentence: string, more: string | undefined): string {
  return more === undefined ? sentence : `${sentence} (${more.replace(/\.$/, "")})`;
}

function because(sentence: string, why: string | undefined): string {
  return why === undefined || why === "" ? sentence : `${sentence}: ${why}`;
}

function joined(note: string, reference: string | undefined): string {
  return reference === undefined ? note : `${note} (${reference})`;
}
