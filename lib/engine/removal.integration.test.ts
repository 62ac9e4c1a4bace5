import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { step } from "#db/tables.ts";
import { Recent } from "#lib/core/recent.ts";
import { openStage } from "#tests/engine/harness.ts";
import { earlierOf } from "./removal.ts";

const stage = await openStage();
afterAll(() => stage.end());
const { db } = stage;

test("what was made is removed with what its step was given, though that was to be made anew and never was", async () => {
  const number = await stage.order([
    { id: "server", uses: "manual", with: { team: "data-platform", instructions: "x" } },
    { id: "disk", uses: "manual", with: { team: "data-platform", instructions: "x" } },
  ]);
  await db
    .update(step)
    .set({ state: "failed", outputs: { host: "old.example" } })
    .where(eq(step.id, "server"));
  const { plan } = await stage.step(number, "disk");
  const removal = { of: { request: number, step: "disk" }, plans: [] };
  const earlier = await earlierOf({ db, revisions: new Recent(1) }, { ...plan, removal });
  expect(earlier?.known.facts.outputs).toEqual({ server: { host: "old.example" } });
});
