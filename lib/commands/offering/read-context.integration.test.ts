import { afterAll, beforeAll, expect, test } from "vitest";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { readContext } from "./read-context.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await freshPortal({});
});
afterAll(() => portal?.close());

test("who writes is told for which teams they may publish", async () => {
  const publishable = async (who: Parameters<Portal["actor"]>[0]) => {
    const answer = await readContext({ actor: await portal.actor(who), door: "rest" }, {});
    return answer.ok ? [answer.value.publishable, answer.value.teams] : answer.problem;
  };
  const [all, teams] = Object.values(await publishable("admin"));
  expect(all).toEqual(teams);
  const [own] = Object.values(await publishable("author"));
  expect(own).toContain("data-platform");
  expect(own).not.toEqual(teams);
  expect(Object.values(await publishable("developer"))[0]).toEqual([]);
});
