import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { request } from "#db/tables.ts";
import { requestList } from "#lib/views/request/list.ts";
import { resourceList } from "#lib/views/resource/list.ts";
import { manualOffering } from "#tests/documents.ts";
import { freshPortal, type DemoUser, type Portal } from "#tests/portal.ts";
import type { CommandContext } from "../command.ts";
import { orderRequest } from "../request/order.ts";
import { addMember } from "./add-member.ts";
import { changeProject } from "./change-project.ts";
import { removeProject } from "./remove-project.ts";

let portal: Portal;
const by = async (user: DemoUser): Promise<CommandContext> => ({ actor: await portal.actor(user), door: "rest" });

beforeAll(async () => {
  portal = await freshPortal({ "access-grant.yaml": manualOffering });
  await addMember(await by("admin"), { team: "search", person: "manager", role: "member" });
  await addMember(await by("admin"), { team: "search", person: "author", role: "member" });
});
afterAll(() => portal.close());

let orders = 0;
const order = async (user: DemoUser) => {
  orders += 1;
  const inputs = { name: `grant-${orders}`, reason: "Because." };
  return orderRequest(await by(user), { offering: "access-grant", project: "checkout", environment: "dev", inputs });
};
const moved = async (team: string) => changeProject(await by("admin"), { name: "checkout", team });
const teamsOfRequests = async () =>
  new Set((await database().select({ team: request.team }).from(request)).map(({ team }) => team));

test("a project that moves takes its requests and resources with it: the new team sees them, the old one no longer", async () => {
  expect(await order("developer")).toMatchObject({ ok: true });
  expect(await moved("search")).toMatchObject({ ok: true, value: { team: "search", version: 2 } });
  expect(await teamsOfRequests()).toEqual(new Set(["search"]));
  const author = await portal.actor("author");
  expect((await resourceList(author, {})).items).toHaveLength(1);
  const developer = await portal.actor("developer");
  expect((await resourceList(developer, {})).items).toEqual([]);
  // What somebody ordered themselves they go on seeing.
  expect((await requestList(developer, { scope: "all" })).items).toHaveLength(1);
  expect((await requestList(developer, { scope: "teams" })).items).toEqual([]);
  expect(await order("developer")).toMatchObject({ ok: false, problem: { code: "forbidden" } });
  await moved("checkout");
});

test("whatever is ordered while a project moves belongs to the team that has it in the end", async () => {
  const hasten = Array.from({ length: 6 }, (_, at) => (at === 3 ? moved("search") : order("developer")));
  await Promise.all(hasten);
  expect(await teamsOfRequests()).toEqual(new Set(["search"]));
  const rows = await database().select().from(request).where(eq(request.team, "search"));
  expect(rows.length).toBeGreaterThanOrEqual(1);
});

test("a project that something was ordered for stays", async () => {
  const refused = await removeProject(await by("admin"), { name: "checkout" });
  expect(refused).toMatchObject({
    ok: false,
    problem: {
      code: "conflict",
      message: expect.stringMatching(/it still has \d+ resources? and \d+ requests?/),
      remedy: "History is kept. Retitle the project, or give it to another team.",
    },
  });
});
