import { expect, test } from "vitest";
import { blockedBy, certainOf, partBlockedBy, possibleParts } from "./certain.ts";

const pinned = {
  revision: 2,
  title: "Queue",
  owner: "messaging",
  level: "automated",
  below: [],
  depth: 1,
  outputs: {},
};
const bundle = certainOf(
  [
    { id: "queue", blocking: true, uses: "offering", with: { offering: "queue", pinned } },
    { id: "maybe", blocking: true, if: "${{ inputs.other }}", uses: "offering", with: { offering: "other", pinned } },
  ],
  "compute",
);
const queue = certainOf([{ id: "make", blocking: true, uses: "http", with: {} }], "messaging");
const ready = { connections: [{ name: "platform", kind: "http" as const }], engines: [{ offering: "1", http: "1" }] };
const offered = (revision: number) => new Map([["queue", { revision, certain: queue }]]);

test("a bundle whose parts are offered as they were taken over can be ordered", () => {
  expect(blockedBy("All", bundle, ready, offered(2))).toBeNull();
});

test("a part that is always ordered and is gone, has changed or can't run stands in the way, by its name", () => {
  expect(blockedBy("All", bundle, ready, new Map())).toContain("Queue, which is a part of this, is no longer offered.");
  expect(blockedBy("All", bundle, ready, offered(3))).toContain("does not fit it any more");
  expect(blockedBy("All", bundle, { ...ready, connections: [] }, offered(2))).toMatch(
    /^Queue: There is no HTTP connection/,
  );
});

test("a part that only some answers order, or one of several ways, is told of where it no longer fits", () => {
  const way = (offering: string) => ({ uses: "offering" as const, with: { offering, pinned } });
  const parts = possibleParts([
    { id: "queue", blocking: true, ...way("queue") },
    { id: "again", blocking: true, if: "${{ inputs.two }}", ...way("queue") },
    { id: "maybe", blocking: true, if: "${{ inputs.other }}", ...way("other") },
    { id: "plain", blocking: true, uses: "http", with: {} },
  ]);
  expect(parts.map(({ name }) => name)).toEqual(["other"]);
  const told = (revision: number) =>
    parts.map((part) => partBlockedBy(part, ready, new Map([["other", { revision, certain: queue }]])));
  expect(told(2)).toEqual([null]);
  expect(told(3)).toEqual(["Queue, which is a part of this, has changed, and this does not fit it any more."]);
});
