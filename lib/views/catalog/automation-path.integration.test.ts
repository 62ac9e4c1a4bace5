import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { manualOffering, offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { automationPath } from "./automation-path.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
});
afterAll(() => portal.close());

/** Orders what is offered now, and has it completed so many minutes later. */
async function complete(minutes: number): Promise<void> {
  const answer = await orderRequest(
    { actor: await portal.actor("developer"), door: "browser" },
    { offering: "access-grant", project: "checkout", environment: "dev", inputs: { name: "orders", reason: "x" } },
  );
  if (!answer.ok) throw new Error(answer.problem.message);
  await database().execute(
    sql`update request set state = 'completed', finished_at = created_at + ${`${minutes} minutes`}::interval
        where number = ${parseNumber(answer.value.number) ?? 0}`,
  );
}

async function publish(source: string): Promise<void> {
  await portal.write("access-grant.yaml", source);
  await portal.reload();
}

const called = manualOffering.replace(
  /uses: manual\n {6}with:\n {8}team: data-platform\n {8}instructions: "Tell[^\n]*/,
  `uses: http\n      with: { method: PUT, path: "/v1/told/\${{ steps.grant.outputs.host }}" }`,
);

test("the path has a stage for each way of being fulfilled, with what its completed orders took", async () => {
  const developer = await portal.actor("developer");
  expect(await automationPath(developer, "access-grant")).toMatchObject([{ number: 1, last: 1, kinds: ["task"] }]);
  await complete(60);
  await publish(manualOffering.replace("title: Access grant", "title: Grant of access"));
  await complete(120);
  await publish(called);
  expect(await automationPath(developer, "access-grant")).toEqual([
    { number: 1, last: 2, level: "ticket", kinds: ["task"], leadTime: { medianSeconds: 5400, over: 2 } },
    { number: 3, last: 3, level: "ticket", kinds: ["task", "HTTP"], leadTime: null },
  ]);
});

test("the path of what is not offered to somebody is not there for them", async () => {
  await expect(automationPath(await portal.actor("developer"), "nothing")).rejects.toMatchObject({ code: "not_found" });
});
