import { afterEach, beforeEach, expect, test } from "vitest";
import { Rate } from "#lib/core/rate.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { call, read } from "#tests/rest.ts";
import { GET } from "./api/v1/catalog/route.ts";

let portal: Portal;
beforeEach(async () => {
  portal = await freshPortal({});
});
afterEach(() => {
  globalThis.paoRates = undefined;
  return portal.close();
});

test("who asks more often than PAO takes is told when to ask again; others are not held up", async () => {
  globalThis.paoRates = { actors: new Rate(2), strangers: new Rate(2) };
  const first = await call(GET, { user: "developer" });
  expect(first.status).toBe(200);
  expect(first.headers.get("ratelimit-remaining")).toBe("1");
  expect((await call(GET, { user: "developer" })).status).toBe(200);
  const refused = await call(GET, { user: "developer" });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await read(refused)).toMatchObject({
    code: "too_many",
    remedy: expect.stringMatching(/^Try again in \d+ s\.$/),
  });
  expect((await call(GET, { user: "author" })).status).toBe(200);
});

test("an address from which tokens are guessed is told to wait, and whoever has a good one there is not", async () => {
  globalThis.paoRates = { actors: new Rate(100), strangers: new Rate(2) };
  const guess = (address: string) => call(GET, { token: "pao_guessed", headers: { "x-forwarded-for": address } });
  const statuses = [];
  for (let n = 0; n < 4; n++) statuses.push((await guess("192.0.2.1")).status);
  expect(statuses).toEqual([401, 401, 429, 429]);
  expect((await guess("192.0.2.2")).status).toBe(401);
  const neighbours = ["2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:1:5::3", "2001:db8:0:2::1"];
  const beside = [];
  for (const address of neighbours) beside.push((await guess(address)).status);
  expect(beside).toEqual([401, 401, 429, 401]);
  expect((await call(GET, { user: "developer", headers: { "x-forwarded-for": "192.0.2.1" } })).status).toBe(200);
});
