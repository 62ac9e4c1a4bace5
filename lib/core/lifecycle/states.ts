export const stepStates = [
  "pending",
  "held",
  "queued",
  "processing",
  "waiting",
  "uncertain",
  "completed",
  "failed",
  "cancelling",
  "cancelled",
  "skipped",
] as const;
export type StepState = (typeof stepStates)[number];

export const requestStates = [
  "submitted",
  "waiting_approval",
  "waiting_window",
  "processing",
  "failed",
  "cancelling",
  "completed",
  "rejected",
  "aborted",
] as const;
export type RequestState = (typeof requestStates)[number];

export const finalRequestStates = ["completed", "rejected", "aborted"] as const satisfies readonly RequestState[];

export const resourceStates = ["planned", "active", "changing", "retiring", "retired"] as const;
export type ResourceState = (typeof resourceStates)[number];

/** Nothing more is made for it. */
export function isEnding(state: RequestState): boolean {
  return state === "cancelling" || state === "aborted" || state === "rejected";
}

export function isFinal(state: RequestState): boolean {
  return finalRequestStates.some((final) => final === state);
}
