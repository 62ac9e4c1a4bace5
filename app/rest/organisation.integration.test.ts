import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import type { Page } from "#lib/views/organisation/listing-shape.ts";
import type { PersonRow, PersonView } from "#lib/views/organisation/person-shape.ts";
import type { EnvironmentRow, ProjectRow } from "#lib/views/organisation/project-shape.ts";
import type { MemberRow, TeamRow, TeamView } from "#lib/views/organisation/team-shape.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { call, read } from "#tests/rest.ts";
import * as environments from "../api/v1/environments/route.ts";
import * as people from "../api/v1/people/route.ts";
import * as person from "../api/v1/people/[person]/route.ts";
import * as projects from "../api/v1/projects/route.ts";
import * as teams from "../api/v1/teams/route.ts";
import * as team from "../api/v1/teams/[name]/route.ts";
import * as group from "../api/v1/teams/[name]/groups/[group]/[role]/route.ts";
import * as members from "../api/v1/teams/[name]/members/route.ts";
import * as member from "../api/v1/teams/[name]/members/[person]/[role]/route.ts";
import * as vars from "../api/v1/vars/route.ts";

let portal: Portal;
const many = 1_000;

beforeAll(async () => {
  portal = await freshPortal({});
  await database().execute(sql`
    insert into person (id, name, email)
    select 'oidc:' || n, 'Person ' || (n % 7), 'p' || n || '@corp.example' from generate_series(1, ${many}) n`);
  await database().execute(sql`
    insert into membership (person, team, role) select 'oidc:' || n, 'search', 'member' from generate_series(1, ${many}) n`);
});
afterAll(() => portal.close());

/** All pages of a list, one after the other. */
async function all<Row>(ask: (cursor: string) => Promise<Response>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor = ""; ;) {
    const page = await read<Page<Row>>(ask(cursor));
    rows.push(...page.items);
    if (page.next === null) return rows;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
}

test("people and members are read page by page, each once, whatever they are called", async () => {
  const everybody = await all<PersonRow>((cursor) =>
    call(people.GET, { user: "developer", query: `?limit=170&text=person${cursor}` }),
  );
  expect(new Set(everybody.map(({ id }) => id)).size).toBe(many);
  expect(everybody).toHaveLength(many);
  const inTeam = await all<MemberRow>((cursor) =>
    call(members.GET, { user: "developer", params: { name: "search" }, query: `?limit=200${cursor}` }),
  );
  expect(inTeam).toHaveLength(many);
});

test("an address is told to auditors and admins, and cannot be guessed by searching for it", async () => {
  const found = async (user: "developer" | "admin") =>
    (await read<Page<PersonRow>>(call(people.GET, { user, query: "?text=p77@corp" }))).items;
  expect(await found("admin")).toMatchObject([{ id: "oidc:77", email: "p77@corp.example" }]);
  expect(await found("developer")).toEqual([]);
  const params = { person: "oidc:77" };
  expect((await call(person.GET, { user: "developer", params })).status).toBe(403);
  expect(await read<PersonView>(call(person.GET, { user: "admin", params }))).toMatchObject({
    teams: [{ name: "search", roles: [{ role: "member", sources: ["app"] }] }],
  });
});

test("what somebody is in the organisation is told to auditors, admins and themselves, and is not found by who may not see it", async () => {
  const found = async (user: "developer" | "manager" | "admin", query: string) => {
    const { items } = await read<Page<PersonRow>>(call(people.GET, { user, query }));
    return items.map(({ id, roles }) => ({ id, roles }));
  };
  expect(await found("admin", "?role=admin")).toEqual([{ id: "admin", roles: ["admin"] }]);
  expect(await found("developer", "?role=admin")).toEqual([]);
  expect(await found("developer", "?text=demo admin")).toEqual([{ id: "admin", roles: [] }]);
  expect(await found("manager", "?role=manager")).toEqual([{ id: "manager", roles: ["manager"] }]);
});

test("a person's page counts the sessions and tokens that are good", async () => {
  await database().execute(sql`
    insert into session (hash, person, expires_at, seen_at, revoked_at) values
      ('open', 'oidc:5', now() + interval '1 day', now(), null),
      ('idle', 'oidc:5', now() + interval '1 day', now() - interval '2 days', null),
      ('over', 'oidc:5', now(), now(), null), ('ended', 'oidc:5', now() + interval '1 day', now(), now())`);
  await database().execute(sql`
    insert into token (name, hash, ending, person, expires_at, revoked_at) values
      ('lasting', 'a', 'aaaa', 'oidc:5', null, null), ('dated', 'b', 'bbbb', 'oidc:5', now() + interval '1 day', null),
      ('over', 'c', 'cccc', 'oidc:5', now(), null), ('revoked', 'd', 'dddd', 'oidc:5', null, now())`);
  const params = { person: "oidc:5" };
  expect(await read<PersonView>(call(person.GET, { user: "admin", params }))).toMatchObject({ sessions: 1, tokens: 2 });
});

test("a team is made, filled, changed and removed, with a key for what may be sent twice", async () => {
  const body = { name: "ops", title: "Ops" };
  const headers = { "idempotency-key": "ops" };
  const twice = [
    await call(teams.POST, { user: "admin", body, headers }),
    await call(teams.POST, { user: "admin", body, headers }),
  ];
  expect(twice.map(({ status }) => status)).toEqual([201, 201]);
  const who = { user: "admin", params: { name: "ops", person: "oidc%3A1", role: "approver" } } as const;
  expect((await call(member.PUT, { ...who, method: "PUT" })).status).toBe(200);
  const mapping = { name: "ops", group: "%2Forg%2Fops", role: "author" };
  expect((await call(group.PUT, { user: "admin", method: "PUT", params: mapping })).status).toBe(200);
  const params = { name: "ops" };
  expect(await read<TeamView>(call(team.GET, { user: "admin", params }))).toMatchObject({
    members: 1,
    groups: [{ group: "/org/ops", role: "author" }],
    may: { change: true },
  });
  expect(await read<TeamView>(call(team.GET, { user: "developer", params }))).toMatchObject({ groups: null });
  const stale = await call(team.PATCH, { user: "admin", params, method: "PATCH", body: { title: "O", version: 7 } });
  expect(stale.status).toBe(409);
  expect((await call(team.DELETE, { user: "admin", params, method: "DELETE" })).status).toBe(200);
  expect((await call(team.GET, { user: "admin", params })).status).toBe(404);
});

test("who is no admin looks and does not touch, and vars are for authors", async () => {
  const denied = [
    await call(teams.POST, { user: "manager", body: { name: "x", title: "X" } }),
    await call(projects.POST, { user: "author", body: { name: "x", title: "X", team: "search" } }),
    await call(environments.POST, { user: "developer", body: { name: "x", title: "X" } }),
    await call(vars.GET, { user: "developer" }),
  ];
  expect(denied.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  expect((await call(vars.GET, { user: "author" })).status).toBe(200);
  expect((await read<Page<EnvironmentRow>>(call(environments.GET, { user: "developer" }))).items).toHaveLength(3);
  expect(
    (await read<Page<ProjectRow>>(call(projects.GET, { user: "developer", query: "?team=search" }))).items,
  ).toMatchObject([{ name: "search", teamTitle: "Search", version: 1 }]);
  const mine = await read<Page<TeamRow>>(call(teams.GET, { user: "developer", query: "?scope=mine" }));
  expect(mine.items).toMatchObject([{ name: "checkout", roles: ["member"] }]);
});

test("what fits no team says what and where", async () => {
  const answer = await call(teams.POST, { user: "admin", body: { name: "New", title: "", colour: "red" } });
  expect(answer.status).toBe(422);
  const { issues } = await read<{ issues: { path: string }[] }>(answer);
  expect(issues.map(({ path }) => path).toSorted()).toEqual(["/colour", "/name", "/title"]);
});
