import type { RequestState, ResourceState } from "#lib/core/lifecycle/states.ts";

/**
 * What a request makes of its resource. `made`: a step has completed or made something outside. `before`: what the resource was
 * when an operation on it was ordered; aborted, it is that again.
 */
export function resourceState(
  kind: "create" | "change" | "retire",
  request: RequestState,
  made: boolean,
  before: ResourceState = "active",
): ResourceState {
  if (kind === "create") {
    if (request === "completed") return "active";
    return (request === "aborted" || request === "rejected") && !made ? "retired" : "planned";
  }
  const during: ResourceState = kind === "change" ? "changing" : "retiring";
  if (request === "completed") return kind === "change" ? "active" : "retired";
  if (request !== "aborted" && request !== "rejected") return during;
  return before === "planned" ? "planned" : "active";
}
