import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { spawnEngine } from "#tests/engine/process.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.end());

test("an engine calls nothing on its own machine that is not listed, and the step says which setting lists it", async () => {
  const number = await stage.order([
    {
      id: "call",
      uses: "http",
      with: { method: "POST", path: "/v1/entries", body: { key: "inside" }, idempotent: true },
    },
  ]);
  const engine = spawnEngine(stage.url, { PAO_OUTBOUND_ALLOW: "jira.corp.example" });
  await stage.requestReaches(number, "failed");
  engine.kill("SIGTERM");
  await once(engine, "exit");
  const { problem } = await stage.step(number, "call");
  expect(problem).toMatchObject({
    code: "http_not_allowed",
    sentence: expect.stringMatching(/its address is not public\.$/),
    detail: expect.stringContaining("is this machine itself"),
  });
  expect(problem?.remedy).toContain("PAO_OUTBOUND_ALLOW");
  expect((await stage.received("platform")).filter(({ path }) => path.endsWith("/entries"))).toEqual([]);
});
