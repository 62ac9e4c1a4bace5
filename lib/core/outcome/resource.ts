import type { RequestState, ResourceState } from "#lib/core/lifecycle/states.ts";

/** What a request makes of its resource. `made`: a step has completed or made something outside. */
export function resourceState(
  kind: "create" | "change" | "retire",
  request: RequestState,
  made: boolean,
): ResourceState {
  if (kind === "create") {
    if (request === "completed") return "active";
    return (request === "aborted" || request === "rejected") && !made ? "retired" : "planned";
  }
  const during: ResourceState = kind === "change" ? "changing" : "retiring";
  if (request === "completed") return kind === "change" ? "active" : "retired";
  return request === "aborted" || request === "rejected" ? "active" : during;
}
