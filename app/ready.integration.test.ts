import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { removeEngine } from "#db/engine.ts";
import { offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { call, read } from "#tests/rest.ts";
import { GET as ready } from "./api/health/ready/route.ts";
import { POST as order } from "./api/v1/requests/route.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
});
afterAll(() => portal.close());

test("PAO is ready while an engine lives; when none does it says so, and takes no order", async () => {
  expect((await ready()).status).toBe(200);
  await removeEngine(database(), "test");
  const response = await ready();
  expect(response.status).toBe(503);
  expect(await read(response)).toMatchObject({ reasons: ["No engine is running."] });
  const inputs = { name: "orders", reason: "x" };
  const body = { offering: "access-grant", project: "checkout", environment: "dev", inputs };
  const refused = await call(order, { user: "developer", body });
  expect(refused.status).toBe(503);
  expect(await read(refused)).toMatchObject({ code: "unavailable" });
});
