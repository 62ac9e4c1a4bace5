import { describe, expect, test } from "vitest";
import type { ActorLabel, EventBody, RequestEvent } from "./event.ts";
import { requestStates, stepStates } from "./states.ts";
import { timeline } from "./timeline.ts";

const alex: ActorLabel = { kind: "person", id: "alex", name: "Alex" };
const engine: ActorLabel = { kind: "system", id: "engine", name: "PAO" };
const steps = [
  { id: "db", title: "Create the database" },
  { id: "t", title: "Bootstrap it" },
];

const events = (bodies: [ActorLabel, EventBody][]): RequestEvent[] =>
  bodies.map(([actor, body], at) => ({ seq: at + 1, at: "2027-01-31T12:00:00Z", actor, body }));
const sentences = (...bodies: [ActorLabel, EventBody][]) =>
  timeline(events(bodies), steps).map(({ sentence, tone }) => [sentence, tone]);

describe("the activity", () => {
  test("tells what failed, and that its fallback has taken its place", () => {
    const problem = { code: "x", sentence: "The platform refused it." };
    const [failed, fell, ...more] = sentences(
      [engine, { type: "step", step: "db", state: "failed", problem }],
      [engine, { type: "fell_back", step: "db", to: "ticket" }],
      [engine, { type: "step", step: "db", state: "queued" }],
    );
    expect(failed).toEqual([expect.stringContaining("The platform refused it."), "bad"]);
    expect(fell).toEqual(["A ticket takes the place of Create the database, which failed", "wait"]);
    expect(more).toEqual([]);
  });

  test("tells in plain words how a request went", () => {
    const issue = { kind: "issue", id: "DBA-17", url: "https://jira.example/browse/DBA-17" };
    expect(
      sentences(
        [alex, { type: "submitted", door: "browser" }],
        [engine, { type: "step", step: "db", state: "queued" }],
        [engine, { type: "request", state: "processing" }],
        [engine, { type: "step", step: "db", state: "processing" }],
        [
          engine,
          {
            type: "step",
            step: "db",
            state: "queued",
            note: "trying again in 12 s, third of five",
            problem: { code: "x", sentence: "Too many requests." },
          },
        ],
        [engine, { type: "step", step: "db", state: "completed" }],
        [engine, { type: "step", step: "t", state: "waiting", reference: issue, note: "Jira DBA-17 opened" }],
        [engine, { type: "step", step: "t", state: "waiting", reference: issue, note: "DBA-17 is In Progress" }],
        [engine, { type: "step", step: "t", state: "waiting", reference: issue, note: "DBA-17 is In Progress" }],
        [engine, { type: "step", step: "t", state: "completed", reference: issue }],
        [engine, { type: "request", state: "completed" }],
        [alex, { type: "output_revealed", output: "password" }],
      ),
    ).toEqual([
      ["Alex ordered this", "neutral"],
      ["Create the database: started", "neutral"],
      ["Create the database: trying again in 12 s, third of five (Too many requests)", "wait"],
      ["Create the database: done", "good"],
      ["Jira DBA-17 opened", "wait"],
      ["Jira DBA-17 is In Progress", "wait"],
      ["Jira DBA-17 is done", "good"],
      ["The order is fulfilled", "good"],
      ["Alex looked at the secret output password", "neutral"],
    ]);
  });

  test("tells why something failed and what a person did about it, once", () => {
    expect(
      sentences(
        [alex, { type: "submitted", door: "rest" }],
        [engine, { type: "step", step: "db", state: "failed", problem: { code: "x", sentence: "The name is taken." } }],
        [engine, { type: "request", state: "failed" }],
        [alex, { type: "retried", step: "db", reason: "renamed it" }],
        [alex, { type: "step", step: "db", state: "queued" }],
        [engine, { type: "step", step: "db", state: "uncertain" }],
        [alex, { type: "resolved", step: "db", note: "It is there", reference: "db-7" }],
        [alex, { type: "step", step: "db", state: "completed" }],
        [alex, { type: "task_refused", step: "t", note: "no capacity" }],
        [engine, { type: "step", step: "t", state: "failed", problem: { code: "task_refused", sentence: "Refused." } }],
        [alex, { type: "aborted" }],
      ),
    ).toEqual([
      ["Alex ordered this through the API", "neutral"],
      ["Create the database failed: The name is taken.", "bad"],
      ["Nothing moves by itself any more: a person has to choose how to go on", "bad"],
      ["Alex tried Create the database again: renamed it", "neutral"],
      ["Create the database may or may not have happened", "bad"],
      ["Alex did Create the database by hand: It is there (db-7)", "good"],
      ["Alex refused the task: Bootstrap it: no capacity", "bad"],
      ["Alex aborted this", "bad"],
    ]);
  });

  test("has a sentence or nothing for every event, and never an empty one", () => {
    for (const state of stepStates)
      for (const { sentence } of timeline(events([[engine, { type: "step", step: "gone", state }]]), []))
        expect(sentence).toMatch(/\w/);
    for (const state of requestStates)
      for (const { sentence } of timeline(events([[engine, { type: "request", state }]]), []))
        expect(sentence).toMatch(/\w/);
  });
});
