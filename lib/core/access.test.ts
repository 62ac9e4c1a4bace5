import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { may, mayChange, personOf, scopes } from "#lib/core/access.ts";
import type { Actor, Ask, OrganisationRole, Scope } from "#lib/core/access.ts";

const person = (teams: string[], roles: OrganisationRole[] = []): Actor => ({
  kind: "person",
  id: "alex",
  name: "Alex",
  teams: Object.fromEntries(teams.map((team) => [team, ["member"]])),
  roles,
});
const member = person(["checkout"]);
const stranger = person(["billing"]);
const owner = person(["data-platform"]);
const manager = person([], ["manager"]);
const auditor = person([], ["auditor"]);
const admin = person([], ["admin"]);
const webhook: Actor = { kind: "webhook", id: "jira", name: "Jira" };
const engine: Actor = { kind: "system", id: "engine", name: "PAO" };

const everyone = { member, stranger, owner, manager, auditor, admin, webhook, engine };
const whoMay = (ask: Ask) =>
  Object.entries(everyone)
    .filter(([, actor]) => may(actor, ask).allowed)
    .map(([name]) => name);

describe("permission", () => {
  test("to see the organisation is everybody's, to change it an admin's", () => {
    const people = Object.keys(everyone).filter((name) => name !== "webhook");
    expect(whoMay({ verb: "organisation.read" })).toEqual(people);
    expect(whoMay({ verb: "organisation.change" })).toEqual(["admin", "engine"]);
    expect(whoMay({ verb: "person.read", person: "alex" })).toEqual(people);
    expect(whoMay({ verb: "person.read", person: "ada" })).toEqual(["auditor", "admin", "engine"]);
  });

  test("to see the vars is for those who write offerings, of whichever team", () => {
    const author: Actor = { kind: "person", id: "ada", name: "Ada", teams: { search: ["author"] }, roles: [] };
    expect(whoMay({ verb: "var.read" })).toEqual(["auditor", "admin", "engine"]);
    expect(may(author, { verb: "var.read" })).toEqual({ allowed: true });
  });

  test("to order is the project's team's, and of teams it is offered to", () => {
    expect(whoMay({ verb: "request.create", projectTeam: "checkout" })).toEqual(["member", "engine"]);
    expect(whoMay({ verb: "request.create", projectTeam: "checkout", availableTo: ["billing"] })).toEqual(["engine"]);
    expect(whoMay({ verb: "request.create", projectTeam: "billing", availableTo: ["billing"] })).toEqual([
      "stranger",
      "engine",
    ]);
  });

  test("to see an offering is everyone's, unless it is offered to some teams: theirs and its owner's", () => {
    expect(whoMay({ verb: "catalog.read", owner: "data-platform" })).toEqual([
      "member",
      "stranger",
      "owner",
      "manager",
      "auditor",
      "admin",
      "engine",
    ]);
    expect(whoMay({ verb: "catalog.read", owner: "data-platform", availableTo: ["checkout"] })).toEqual([
      "member",
      "owner",
      "manager",
      "auditor",
      "admin",
      "engine",
    ]);
  });

  test("to change an offering is the authors' of its team; others who see it propose, and see what they proposed", () => {
    const author: Actor = { kind: "person", id: "ada", name: "Ada", teams: { search: ["author"] }, roles: [] };
    expect(whoMay({ verb: "offering.write", owner: "data-platform" })).toEqual(["admin", "engine"]);
    expect(may(author, { verb: "offering.write", owner: "search" }).allowed).toBe(true);
    expect(may(author, { verb: "offering.write", owner: "data-platform" }).allowed).toBe(false);
    const restricted = { owner: "data-platform", availableTo: ["checkout"] };
    expect(whoMay({ verb: "offering.propose", ...restricted })).toEqual(
      whoMay({ verb: "catalog.read", ...restricted }),
    );
    const draft = { verb: "draft.read", owner: "data-platform" } as const;
    expect(whoMay({ ...draft, begunBy: null })).toEqual(["owner", "admin", "engine"]);
    expect(may(author, { ...draft, begunBy: "ada" }).allowed).toBe(true);
    expect(may(author, { ...draft, begunBy: "sam" }).allowed).toBe(false);
  });

  test("to see a request is its team's, its requester's, the offering's owner's and the overseers'", () => {
    const ask: Ask = {
      verb: "request.read",
      team: "checkout",
      requester: "sam",
      ownerTeam: "data-platform",
      assignedTeams: [],
    };
    expect(whoMay(ask)).toEqual(["member", "owner", "manager", "auditor", "admin", "engine"]);
    expect(may(stranger, { ...ask, requester: "alex" }).allowed).toBe(true);
    expect(may(webhook, { ...ask, requester: null }).allowed).toBe(false);
  });

  test("to read a request is also the team's that has a task of it", () => {
    const ask: Ask = {
      verb: "request.read",
      team: "checkout",
      requester: "sam",
      ownerTeam: "compute",
      assignedTeams: [],
    };
    expect(whoMay(ask)).not.toContain("owner");
    expect(whoMay({ ...ask, assignedTeams: ["networking", "data-platform"] })).toContain("owner");
  });

  test("to change a request or see its secrets is its team's; an admin changes but sees no secret", () => {
    expect(whoMay({ verb: "request.change", team: "checkout", requester: "sam" })).toEqual([
      "member",
      "admin",
      "engine",
    ]);
    expect(whoMay({ verb: "output.reveal", team: "checkout" })).toEqual(["member", "engine"]);
  });

  test("to say that a step was done by hand is its team's; of what people decide, only theirs who decide", () => {
    const ask = { verb: "request.resolve", team: "checkout", ownerTeam: "data-platform", assignedTeam: null } as const;
    expect(whoMay({ ...ask, byPeople: false })).toEqual(["member", "owner", "admin", "engine"]);
    expect(whoMay({ ...ask, byPeople: true })).toEqual(["owner", "admin", "engine"]);
    expect(whoMay({ ...ask, byPeople: true, assignedTeam: "billing" })).toEqual([
      "stranger",
      "owner",
      "admin",
      "engine",
    ]);
    expect(may(member, { ...ask, byPeople: true })).toMatchObject({ reason: expect.stringContaining("data-platform") });
  });

  test("to answer a task is its team's alone", () => {
    expect(whoMay({ verb: "task.complete", assignedTeam: "data-platform" })).toEqual(["owner", "engine"]);
  });

  test("to look after connections is the admins', to read the audit the auditors' and theirs", () => {
    expect(whoMay({ verb: "connection.read" })).toEqual(["admin", "engine"]);
    expect(whoMay({ verb: "engine.read" })).toEqual(["admin", "engine"]);
    expect(whoMay({ verb: "connection.change" })).toEqual(["admin", "engine"]);
    expect(whoMay({ verb: "audit.read" })).toEqual(["auditor", "admin", "engine"]);
  });
});

const asks: fc.Arbitrary<Ask> = fc.oneof(
  fc.record({ verb: fc.constant("request.create" as const), projectTeam: fc.string() }),
  fc.record({
    verb: fc.constant("request.read" as const),
    team: fc.string(),
    requester: fc.option(fc.string()),
    ownerTeam: fc.string(),
    assignedTeams: fc.array(fc.string()),
  }),
  fc.record({ verb: fc.constant("output.reveal" as const), team: fc.string() }),
  fc.record({ verb: fc.constant("task.complete" as const), assignedTeam: fc.string() }),
);

test("who belongs to nothing may nothing, and a team's name that every object has opens no door", () => {
  const nobody = person([]);
  const named = fc.constantFrom("constructor", "__proto__", "toString");
  fc.assert(
    fc.property(asks, named, (ask, team) => {
      const about = { ...ask, team, projectTeam: team, assignedTeam: team, ownerTeam: team, requester: "sam" };
      expect(may(nobody, about).allowed).toBe(false);
    }),
  );
});

test("every refusal has a reason a person can read", () => {
  fc.assert(
    fc.property(asks, (ask) => {
      const answer = may(webhook, ask);
      expect(answer.allowed ? "" : answer.reason).toMatch(/^[A-Z].*\.$/);
    }),
  );
});

test("behind a token and an agent stands a person; behind a webhook and the system nobody", () => {
  const given = { id: "t1", name: "CI", person: "alex", teams: {}, roles: [] };
  const actors: Actor[] = [member, { ...given, kind: "token" }, { ...given, kind: "agent" }, webhook, engine];
  expect(actors.map(personOf)).toEqual(["alex", "alex", "alex", null, null]);
  expect(personOf({ ...given, kind: "token", person: null })).toBeNull();
});

test("a token may what its scopes are for and whoever it acts for may, and always read", () => {
  const token = (...scopes: Scope[]): Actor => ({
    kind: "token",
    id: "t1",
    name: "CI",
    person: "alex",
    teams: { checkout: ["member", "author"] },
    roles: ["admin"],
    scopes,
  });
  const order = { verb: "request.create", projectTeam: "checkout" } as const;
  const read = { verb: "catalog.read", owner: "compute" } as const;
  const probe = { verb: "offering.probe", owner: "checkout" } as const;
  const granted = (actor: Actor) =>
    [read, order, probe, { verb: "connection.change" } as const].map((ask) => may(actor, ask).allowed);
  expect(granted(token("read"))).toEqual([true, false, false, false]);
  expect(granted(token("order"))).toEqual([true, true, false, false]);
  expect(granted(token("author"))).toEqual([true, false, true, false]);
  expect(granted(token("admin"))).toEqual([true, false, false, true]);
  expect(granted(token(...scopes))).toEqual([true, true, true, true]);
  expect(may(token(...scopes), { ...order, projectTeam: "billing" }).allowed).toBe(false);
  expect([mayChange(token("read")), mayChange(token("order")), mayChange(admin)].map(({ allowed }) => allowed)).toEqual(
    [false, true, true],
  );
});
