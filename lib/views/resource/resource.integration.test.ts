import { afterAll, beforeAll, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import { database } from "#db/client.ts";
import { loadPerson } from "#db/organisation.ts";
import { sealOutputs, updateRequest } from "#db/request.ts";
import { moveStep } from "#db/step.ts";
import { membership, person, project, resource, step, team } from "#db/tables.ts";
import type { Actor } from "#lib/core/access.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { Problem } from "#lib/core/problem.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import { offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { projectView } from "../project/project.ts";
import { resourceList } from "./list.ts";
import { resourceView } from "./resource.ts";
import { maySee } from "./visible.ts";

interface Ordered {
  number: string;
  resource: string;
}

let portal: Portal;
let ours: Ordered;
let theirs: Ordered;

beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
  await database().insert(team).values({ name: "other", title: "Other" });
  await database().insert(project).values({ name: "other", title: "Other", team: "other" });
  await database().insert(person).values({ id: "outsider", name: "Out Sider" });
  await database().insert(membership).values({ person: "outsider", team: "other", role: "member" });
  ours = await order(await portal.actor("developer"), "checkout", "orders");
  theirs = await order(await outsider(), "other", "stock");
});

afterAll(() => portal.close());

async function outsider(): Promise<Actor> {
  const found = await loadPerson(database(), "outsider");
  if (!found) throw new Error("nobody");
  return { kind: "person", ...found };
}

async function order(actor: Actor, where: string, name: string): Promise<Ordered> {
  const inputs = { name, reason: "x" };
  const given = { offering: "access-grant", project: where, environment: "dev", inputs };
  const answer = await orderRequest({ actor, door: "browser" }, given);
  if (!answer.ok) throw new Error(answer.problem.message);
  return answer.value;
}

const users = ["developer", "author", "approver", "manager", "admin"] as const;
const everybody = async () => [...(await Promise.all(users.map((user) => portal.actor(user)))), await outsider()];

test("one sees the resources of one's teams and of their offerings, in the list as one by one", async () => {
  const all = [
    { id: ours.resource, team: "checkout", ownerTeam: "data-platform" },
    { id: theirs.resource, team: "other", ownerTeam: "data-platform" },
  ];
  for (const actor of await everybody()) {
    const listed = (await resourceList(actor, {})).items.map(({ id }) => id);
    const allowed = all.filter((one) => maySee(actor, one)).map(({ id }) => id);
    expect({ actor: actor.name, listed: new Set(listed) }).toEqual({ actor: actor.name, listed: new Set(allowed) });
    for (const { id } of all) {
      const code = await resourceView(actor, id).then(
        () => "shown",
        (problem: unknown) => (problem instanceof Problem ? problem.code : problem),
      );
      expect(code).toBe(allowed.includes(id) ? "shown" : "forbidden");
    }
  }
  const developer = await portal.actor("developer");
  expect((await resourceList(developer, {})).items.map(({ id }) => id)).toEqual([ours.resource]);
});

test("a list is narrowed by each filter, and pages follow each other without a gap", async () => {
  const manager = await portal.actor("manager");
  const found = async (filter: object) => (await resourceList(manager, filter)).items.map(({ name }) => name);
  expect(await found({})).toEqual(["stock", "orders"]);
  expect(await found({ project: "checkout" })).toEqual(["orders"]);
  expect(await found({ text: "STO" })).toEqual(["stock"]);
  expect(await found({ text: "%" })).toEqual([]);
  expect(await found({ text: "a\0" })).toEqual([]);
  expect(await found({ state: ["active"] })).toEqual([]);
  expect(await found({ offering: "access-grant", environment: "dev", state: ["planned"] })).toHaveLength(2);
  expect(await found({ environment: "prod" })).toEqual([]);
  const first = await resourceList(manager, { limit: 1 });
  expect(first.next).toBe(theirs.resource);
  expect(await resourceList(manager, { limit: 1, cursor: first.next ?? "" })).toMatchObject({
    items: [{ name: "orders" }],
    next: null,
  });
  await expect(resourceList(manager, { cursor: "first" })).rejects.toMatchObject({ code: "malformed" });
});

test("a resource that is being made shows what exists already and why it goes no further", async () => {
  const number = parseNumber(theirs.number) ?? 0;
  const problem = { code: "broke", sentence: "It broke.", detail: "Exists already: a.b." };
  const reference = { kind: "workspace", id: "w-1" };
  await database().transaction(async (tx) => {
    await moveStep(tx, number, "grant", ["pending", "queued"], "failed", { problem, startedAt: new Date() });
    await tx.update(step).set({ uses: "terraform", reference }).where(eq(step.request, number));
    await updateRequest(tx, number, { state: "failed", stuck: true });
  });
  expect(await resourceView(await outsider(), theirs.resource)).toMatchObject({
    state: "planned",
    outputs: {},
    outputsFrom: null,
    links: [{ title: "Grant the access", request: theirs.number, reference }],
    troubles: [{ title: "Grant the access", request: theirs.number, problem }],
    requests: [{ number: theirs.number }],
  });
  const { items } = await resourceList(await portal.actor("manager"), {});
  expect(items.filter(({ stuck }) => stuck).map(({ id }) => id)).toEqual([theirs.resource]);
});

test("its outputs are those of the request that made it, secret ones without their value", async () => {
  const number = parseNumber(ours.number) ?? 0;
  await database().transaction(async (tx) => {
    const sealedOutputs = sealOutputs(number, { password: "p4ss-w0rd" });
    await updateRequest(tx, number, { state: "completed", outputs: { host: "db.example" }, sealedOutputs });
    await tx.update(resource).set({ state: "active" }).where(eq(resource.id, ours.resource));
  });
  const view = await resourceView(await portal.actor("developer"), ours.resource);
  expect(view).toMatchObject({ state: "active", outputsFrom: ours.number, may: { reveal: true } });
  expect(view.outputs).toEqual({
    host: { title: "Host", secret: false, known: true, value: "db.example" },
    password: { title: "Password", secret: true, known: true, value: null },
  });
  expect((await resourceView(await portal.actor("manager"), ours.resource)).may).toEqual({ reveal: false });
});

test("a project shows its team, its resources by environment and its requests to those who may see them", async () => {
  const view = await projectView(await portal.actor("developer"), "checkout");
  expect(view).toMatchObject({ title: "Checkout", team: { name: "checkout", title: "Checkout" } });
  expect(view.environments.map(({ name, resources }) => [name, resources.map((one) => one.name)])).toEqual([
    ["dev", ["orders"]],
  ]);
  // It was completed above, and its own row holds what it yields; the secret is not among it.
  expect(view.environments[0]?.resources).toMatchObject([{ output: null, link: null }]);
  await database()
    .update(resource)
    .set({ outputs: { port: 5432, host: "db.example" } })
    .where(eq(resource.id, ours.resource));
  const url = "https://jira.example/DBA-1";
  await database()
    .update(step)
    .set({ uses: "jira-issue", reference: { kind: "issue", id: "DBA-1", url } })
    .where(eq(step.request, parseNumber(ours.number) ?? 0));
  expect((await projectView(await portal.actor("developer"), "checkout")).environments[0]?.resources).toMatchObject([
    { output: { title: "Host", value: "db.example" }, link: { title: "Grant the access", url } },
  ]);
  expect(view.requests.map(({ number }) => number)).toEqual([ours.number]);
  await database().update(resource).set({ state: "retired" }).where(eq(resource.id, ours.resource));
  expect(await projectView(await portal.actor("developer"), "checkout")).toMatchObject({
    environments: [],
    retired: 1,
  });
  expect(await projectView(await outsider(), "checkout")).toMatchObject({ environments: [], requests: [] });
  for (const name of ["nothing", "a\0b", "\ud800"])
    await expect(projectView(await outsider(), name)).rejects.toMatchObject({ code: "not_found" });
});

test("an id that is none is not found", async () => {
  for (const id of ["", "x", "%00", "a\0", "00000000-0000-0000-0000-000000000000"])
    await expect(resourceView(await outsider(), id)).rejects.toMatchObject({ code: "not_found" });
});
