import type { RequestView, StepView } from "#lib/views/request/shape.ts";
import type { RequestActions } from "./actions.ts";

/** A failed request of one step, for tests of what is shown of it; every action answers that another was first. */
export const step: StepView = {
  id: "queue",
  title: "Create the queue",
  uses: "http",
  adapterTitle: "HTTP",
  icon: "globe",
  state: "pending",
  blocking: true,
  needs: [],
  waitingFor: [],
  sentence: "Calls POST /v1/queues.",
  preview: { title: "Request", language: "text", text: "POST /v1/queues" },
  reference: null,
  problem: null,
  outputs: {},
  attempts: 0,
  resolved: false,
  startedAt: null,
  endedAt: null,
  nextCheckAt: null,
  waitsAt: null,
  child: null,
  task: null,
  exits: [],
  retryFrom: [],
  owed: null,
};

export const request: RequestView = {
  number: "REQ-1001",
  parent: null,
  title: "orders",
  state: "failed",
  stuck: true,
  offering: "queue",
  offeringTitle: "Queue",
  revision: 1,
  project: "checkout",
  environment: "test",
  team: "checkout",
  requester: { kind: "person", id: "ada", name: "Ada" },
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
  finishedAt: null,
  progress: { done: 0, of: 1 },
  seq: 3,
  operation: "create",
  operationTitle: null,
  resource: "r",
  partOf: null,
  inputs: {},
  answers: [],
  steps: [],
  outputs: {},
  activity: [],
  planHash: "h",
  left: [],
  may: { abort: true, cancel: false, reveal: true, change: true },
};

const refused = () =>
  Promise.resolve({
    ok: false as const,
    problem: { code: "conflict" as const, message: "Grace was first.", issues: [] },
  });
export const actions: RequestActions = {
  retryStep: refused,
  resolveStep: refused,
  abortRequest: refused,
  cancelRequest: refused,
  completeTask: refused,
  refuseTask: refused,
  revealOutput: refused,
};
