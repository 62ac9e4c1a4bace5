import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { membership, person } from "#db/tables.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { openStage, type Stage } from "./harness.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.engine();
});

afterAll(() => stage.end());

const steps = (path: string): JsonObject[] => [
  { id: "wait", title: "Wait", uses: "manual", with: { team: "data-platform", instructions: "Wait." } },
  { id: "make", title: "Make it", uses: "http", with: { method: "PUT", path, body: {} } },
];

const asked = async (path: string) => (await stage.received("platform")).filter((sent) => sent.path.endsWith(path));

const leaveTeam = () =>
  stage.db.delete(membership).where(and(eq(membership.person, "dev"), eq(membership.team, "checkout")));
const joinTeam = () => stage.db.insert(membership).values({ person: "dev", team: "checkout", role: "member" });
const deactivated = (at: Date | null) =>
  stage.db
    .update(person)
    .set({ deactivatedAt: at })
    .where(sql`${person.id} = 'dev'`);

async function reachesDenial(number: number) {
  await stage.complete(number, "wait");
  await stage.stepReaches(number, "make", "failed");
  expect(await stage.requestReaches(number, "failed")).toBe("failed");
  return (await stage.step(number, "make")).problem;
}

test("a step does not start for a requester who has left the team since the order; back in it, a retry goes on", async () => {
  const number = await stage.order(steps("/v1/buckets/left"));
  await stage.stepReaches(number, "wait", "waiting");
  await leaveTeam();
  expect(await reachesDenial(number)).toEqual({
    code: "denied",
    sentence: "Only members of team checkout may order for its projects.",
  });
  expect(await asked("/v1/buckets/left")).toEqual([]);
  await joinTeam();
  await stage.retry(number, "make");
  await stage.requestReaches(number, "completed");
  expect(await asked("/v1/buckets/left")).toHaveLength(1);
});

test("nor for one who has been deactivated", async () => {
  const number = await stage.order(steps("/v1/buckets/gone"));
  await stage.stepReaches(number, "wait", "waiting");
  await deactivated(new Date());
  expect(await reachesDenial(number)).toMatchObject({ code: "denied" });
  expect(await asked("/v1/buckets/gone")).toEqual([]);
  await deactivated(null);
});
