import { expect, test } from "vitest";
import { requestStates } from "#lib/core/lifecycle/states.ts";
import { resourceState } from "./resource.ts";

test("a resource is planned until its first request is completed, and active from then on", () => {
  for (const state of requestStates) {
    const expected = state === "completed" ? "active" : "planned";
    expect(resourceState("create", state, true)).toBe(expected);
  }
});

test("a resource of which nothing was ever made is retired with its request", () => {
  expect(resourceState("create", "aborted", false)).toBe("retired");
  expect(resourceState("create", "rejected", false)).toBe("retired");
  expect(resourceState("create", "failed", false)).toBe("planned");
});

test("a change leaves an active resource, a retirement a retired one, and an aborted one of either an active one", () => {
  expect(resourceState("change", "processing", true)).toBe("changing");
  expect(resourceState("change", "completed", true)).toBe("active");
  expect(resourceState("retire", "failed", true)).toBe("retiring");
  expect(resourceState("retire", "completed", true)).toBe("retired");
  expect(resourceState("retire", "aborted", true)).toBe("active");
  expect(resourceState("change", "rejected", true, "active")).toBe("active");
});

test("a resource that was never completed is planned again when an operation on it is aborted", () => {
  expect(resourceState("retire", "aborted", true, "planned")).toBe("planned");
  expect(resourceState("change", "rejected", true, "planned")).toBe("planned");
  expect(resourceState("retire", "processing", true, "planned")).toBe("retiring");
  expect(resourceState("retire", "completed", true, "planned")).toBe("retired");
});
