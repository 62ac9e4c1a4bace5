import { expect, test } from "vitest";
import type { RequestState } from "#lib/core/lifecycle/states.ts";
import { requestStates } from "#lib/core/lifecycle/states.ts";
import { progressOf } from "./offering.ts";

const child = (state: RequestState, stuck = false) =>
  progressOf({ number: "REQ-7", url: "http://pao/requests/REQ-7", state, stuck, outputs: { host: "a" } }, 5);

test("a step stands as the request does that it has ordered, and gives up none that may still go on", () => {
  const stands = requestStates.map((state) => [state, child(state).state]);
  expect(stands.filter(([, to]) => to !== "waiting")).toEqual([
    ["completed", "completed"],
    ["rejected", "failed"],
    ["aborted", "failed"],
  ]);
  expect(child("completed")).toMatchObject({ outputs: { host: "a" } });
  expect(child("aborted")).toMatchObject({ ended: true, problem: { code: "child_aborted" } });
});

test("a request that only a person can help on is named, and followed on", () => {
  expect(child("failed", true)).toMatchObject({
    state: "waiting",
    note: "REQ-7 needs somebody to choose how it goes on",
    reference: { id: "REQ-7", data: { stuck: "true" } },
  });
  expect(child("processing")).not.toHaveProperty("note");
});
