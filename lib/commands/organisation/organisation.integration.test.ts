import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { desc, eq } from "drizzle-orm";
import { database } from "#db/client.ts";
import { audit, environment, membership, person } from "#db/tables.ts";
import { actorOfToken } from "#lib/views/session/actor.ts";
import { memberList, teamView } from "#lib/views/organisation/team.ts";
import { freshPortal, type DemoUser, type Portal } from "#tests/portal.ts";
import type { CommandContext } from "../command.ts";
import { addEnvironment } from "./add-environment.ts";
import { addMember } from "./add-member.ts";
import { addProject } from "./add-project.ts";
import { addTeam } from "./add-team.ts";
import { changeEnvironment } from "./change-environment.ts";
import { changeTeam } from "./change-team.ts";
import { deactivatePerson } from "./deactivate.ts";
import { giveRole } from "./give-role.ts";
import { reactivatePerson } from "./reactivate.ts";
import { removeEnvironment } from "./remove-environment.ts";
import { removeMember } from "./remove-member.ts";
import { removeProject } from "./remove-project.ts";
import { removeTeam } from "./remove-team.ts";
import { takeRole } from "./take-role.ts";

let portal: Portal;
const by = async (user: DemoUser): Promise<CommandContext> => ({ actor: await portal.actor(user), door: "rest" });

beforeAll(async () => {
  portal = await freshPortal({});
});
afterAll(() => portal.close());

async function lastEntry() {
  const [entry] = await database().select().from(audit).orderBy(desc(audit.id)).limit(1);
  return entry;
}

const problemOf = (answer: { ok: boolean; problem?: { code: string; message: string } }) => answer.problem;

describe("a team", () => {
  test("is added once, and the second of its name is told so at the name", async () => {
    const given = { name: "payments", title: "Payments" };
    const both = await Promise.all([addTeam(await by("admin"), given), addTeam(await by("admin"), given)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = both.find(({ ok }) => !ok);
    expect(refused).toMatchObject({ problem: { code: "conflict", issues: [{ path: "/name" }] } });
    const taken = problemOf(await addEnvironment(await by("admin"), { name: "prod", title: "Production" }));
    expect(taken?.message).toBe("There is an environment “prod” already.");
  });

  test("that two change at once keeps the first change, and the second is told politely", async () => {
    await addTeam(await by("admin"), { name: "ledger", title: "Ledger" });
    const changes = ["Ledgers", "The ledger"].map(async (title) =>
      changeTeam(await by("admin"), { name: "ledger", title, version: 1 }),
    );
    const answers = await Promise.all(changes);
    const kept = answers.flatMap((answer) => (answer.ok ? [answer.value.title] : []));
    expect(kept).toHaveLength(1);
    expect(answers.map(problemOf).filter(Boolean)).toMatchObject([
      { code: "conflict", message: "Somebody else has changed the team “ledger” since you looked." },
    ]);
    expect((await teamView(await portal.actor("developer"), "ledger")).title).toBe(kept[0]);
  });

  test("that something hangs on stays, and the refusal lists what", async () => {
    expect(problemOf(await removeTeam(await by("admin"), { name: "checkout" }))?.message).toBe(
      "The team “checkout” can't be removed: it still has 1 project (checkout).",
    );
  });

  test("that nothing hangs on goes, with who was in it; the audit keeps what it was", async () => {
    await addTeam(await by("admin"), { name: "brief", title: "Brief" });
    await addMember(await by("admin"), { team: "brief", person: "developer", role: "author" });
    expect(await removeTeam(await by("admin"), { name: "brief" })).toMatchObject({ ok: true });
    expect(await database().select().from(membership).where(eq(membership.team, "brief"))).toEqual([]);
    expect(await lastEntry()).toMatchObject({
      verb: "team.remove",
      subject: "team:brief",
      detail: { changes: { title: ["Brief", null] } },
    });
  });

  test("that is removed while somebody joins it is gone for both, and the one who comes too late is told", async () => {
    await addTeam(await by("admin"), { name: "fleeting", title: "Fleeting" });
    const [removed, joined] = await Promise.all([
      removeTeam(await by("admin"), { name: "fleeting" }),
      addMember(await by("admin"), { team: "fleeting", person: "developer", role: "member" }),
    ]);
    expect(removed).toMatchObject({ ok: true });
    expect(["not_found", undefined]).toContain(problemOf(joined)?.code);
    expect(await database().select().from(membership).where(eq(membership.team, "fleeting"))).toEqual([]);
  });

  test("is changed by admins only", async () => {
    const answers = await Promise.all(
      (["developer", "author", "manager"] as const).map(async (user) =>
        changeTeam(await by(user), { name: "search", title: "Mine" }),
      ),
    );
    expect(answers.map((answer) => problemOf(answer)?.code)).toEqual(["forbidden", "forbidden", "forbidden"]);
    expect((await teamView(await portal.actor("admin"), "search")).title).toBe("Search");
  });
});

describe("a role in a team", () => {
  test("holds from the next call on, and no longer than it is given", async () => {
    const teams = async () => (await portal.actor("developer")) as { teams?: object };
    await addMember(await by("admin"), { team: "search", person: "developer", role: "member" });
    expect((await teams()).teams).toEqual({ checkout: ["member"], search: ["member"] });
    expect(await lastEntry()).toMatchObject({ verb: "member.add", detail: { changes: { given: [false, true] } } });
    await removeMember(await by("admin"), { team: "search", person: "developer", role: "member" });
    expect((await teams()).teams).toEqual({ checkout: ["member"] });
  });

  test("that a group gives is the provider's to take, also when it was given here as well", async () => {
    const whom = { team: "search", person: "approver", role: "member" } as const;
    await database()
      .insert(membership)
      .values({ ...whom, source: "group" });
    expect(problemOf(await removeMember(await by("admin"), whom))).toMatchObject({ code: "conflict" });
    await addMember(await by("admin"), whom);
    const [row] = (await memberList(await portal.actor("developer"), "search", {})).items;
    expect(row).toMatchObject({ person: "approver", roles: [{ role: "member", sources: ["app", "group"] }] });
    expect(await removeMember(await by("admin"), whom)).toMatchObject({ ok: true });
    const [after] = (await memberList(await portal.actor("developer"), "search", {})).items;
    expect(after?.roles).toEqual([{ role: "member", sources: ["group"] }]);
  });
});

describe("an admin", () => {
  test("who is the only one stays one, and is let in", async () => {
    const only = { person: "admin" };
    const refused = { ok: false, problem: { code: "conflict", message: "“admin” is the only admin." } };
    expect(await takeRole(await by("admin"), { ...only, role: "admin" })).toMatchObject(refused);
    expect(await deactivatePerson(await by("admin"), only)).toMatchObject(refused);
  });

  test("of another way to sign in is none that could let anybody in", async () => {
    await database()
      .insert(person)
      .values({ id: "oidc:root", name: "Root", roles: ["admin"] });
    expect(await deactivatePerson(await by("admin"), { person: "admin" })).toMatchObject({
      problem: { code: "conflict", message: "“admin” is the only admin." },
    });
    await database().delete(person).where(eq(person.id, "oidc:root"));
  });

  test("is left when two take the role from each other at once", async () => {
    await giveRole(await by("admin"), { person: "manager", role: "admin" });
    const [one, other] = [await by("admin"), await by("manager")];
    const answers = await Promise.all([
      takeRole(one, { person: "manager", role: "admin" }),
      takeRole(other, { person: "admin", role: "admin" }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await database()
      .update(person)
      .set({ roles: ["admin"] })
      .where(eq(person.id, "admin"));
    await database()
      .update(person)
      .set({ roles: ["manager"] })
      .where(eq(person.id, "manager"));
  });
});

test("who is deactivated is let in by no token from then on, and comes back without their old ones", async () => {
  expect(await actorOfToken("sandbox-approver")).not.toBeNull();
  expect(await deactivatePerson(await by("admin"), { person: "approver" })).toMatchObject({
    ok: true,
    value: { tokens: 1 },
  });
  expect(await actorOfToken("sandbox-approver")).toBeNull();
  expect(await lastEntry()).toMatchObject({
    verb: "person.deactivate",
    detail: { changes: { active: [true, false] } },
  });
  await reactivatePerson(await by("admin"), { person: "approver" });
  expect(await actorOfToken("sandbox-approver")).toBeNull();
});

describe("an environment", () => {
  const order = async () =>
    (await database().select().from(environment).orderBy(environment.position)).map(({ name }) => name);

  test("is there from the beginning, added last and moved to where it belongs", async () => {
    expect(await order()).toEqual(["dev", "test", "prod"]);
    await addEnvironment(await by("admin"), { name: "staging", title: "Staging" });
    expect(await order()).toEqual(["dev", "test", "prod", "staging"]);
    await changeEnvironment(await by("admin"), { name: "staging", position: 2, version: 1 });
    expect(await order()).toEqual(["dev", "test", "staging", "prod"]);
    await removeEnvironment(await by("admin"), { name: "staging" });
    expect(await order()).toEqual(["dev", "test", "prod"]);
  });

  test("lets test orders in once an admin says so, whatever else is changed", async () => {
    const marked = async () =>
      (await database().select().from(environment)).filter(({ tests }) => tests).map(({ name }) => name);
    expect(await marked()).toEqual([]);
    expect(await changeEnvironment(await by("author"), { name: "test", tests: true })).toMatchObject({ ok: false });
    await changeEnvironment(await by("admin"), { name: "test", tests: true });
    await changeEnvironment(await by("admin"), { name: "test", title: "Tests" });
    expect(await marked()).toEqual(["test"]);
    await changeEnvironment(await by("admin"), { name: "test", title: "Test", tests: false });
    expect(await marked()).toEqual([]);
  });

  test("has a place of its own however many are added at once", async () => {
    const names = ["one", "two", "three"];
    await Promise.all(names.map(async (name) => addEnvironment(await by("admin"), { name, title: name })));
    const rows = await database().select().from(environment);
    expect(new Set(rows.map(({ position }) => position)).size).toBe(rows.length);
    for (const name of names) await removeEnvironment(await by("admin"), { name });
  });
});

test("a project is added for a team that there is, and removed while nothing was ordered for it", async () => {
  const nowhere = await addProject(await by("admin"), { name: "idea", title: "Idea", team: "nobody" });
  expect(nowhere).toMatchObject({ ok: false, problem: { code: "invalid", issues: [{ path: "/team" }] } });
  await addProject(await by("admin"), { name: "idea", title: "Idea", team: "search" });
  expect(await removeProject(await by("admin"), { name: "idea" })).toMatchObject({ ok: true });
});
