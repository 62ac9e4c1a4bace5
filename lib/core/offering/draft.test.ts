import fc from "fast-check";
import { expect, test } from "vitest";
import type { Actor, OrganisationRole, Scope, TeamRole } from "#lib/core/access.ts";
import { draftRights, seesDraft, type DraftFacts } from "./draft.ts";

const person = (id: string, teams: Record<string, TeamRole[]>, ...roles: OrganisationRole[]) => ({
  kind: "person" as const,
  id,
  name: id,
  teams,
  roles,
});
const people = {
  author: person("author", { search: ["author"] }),
  member: person("member", { search: ["member"] }),
  other: person("other", { billing: ["author"] }),
  admin: person("admin", {}, "admin"),
};
const granted = (facts: DraftFacts) =>
  Object.fromEntries(
    Object.entries(people).map(([name, actor]) => {
      const rights = Object.entries(draftRights(actor, facts)).filter(([, may]) => may);
      return [name, rights.map(([right]) => right).join(" ")];
    }),
  );

const facts = { owner: "search", proposal: false, state: "open", who: "author", submitted: false } as const;
const proposal = { ...facts, proposal: true, who: "other" } as const;

test.each<[string, DraftFacts, Record<string, string>]>([
  [
    "a team's draft is its authors'",
    facts,
    { author: "save publish discard test", member: "", other: "", admin: "save publish discard test" },
  ],
  [
    "a proposal is its author's until it is shown",
    proposal,
    { author: "", member: "", other: "save discard submit", admin: "" },
  ],
  [
    "once it is shown its owners publish or decline it",
    { ...proposal, submitted: true },
    { author: "publish decline test", member: "", other: "save discard", admin: "publish decline test" },
  ],
  ["what has ended stays as it is", { ...facts, state: "published" }, { author: "", member: "", other: "", admin: "" }],
])("%s", (_, given, wanted) => {
  expect(granted(given)).toEqual(wanted);
});

const anyFacts: fc.Arbitrary<DraftFacts> = fc.record({
  owner: fc.constantFrom("search", "billing"),
  proposal: fc.boolean(),
  state: fc.constantFrom("open", "published", "declined", "discarded"),
  who: fc.constantFrom(...Object.keys(people)),
  submitted: fc.boolean(),
});
const anyScopes = fc.subarray<Scope>(["read", "order", "author", "admin"]);
const anybody = fc.constantFrom(...Object.values(people));

const rightsOf = (actor: Actor, given: DraftFacts) =>
  Object.entries(draftRights(actor, given)).flatMap(([right, may]) => (may ? [right] : []));

test("nobody may do anything with a draft that is not there for them", () => {
  fc.assert(
    fc.property(anybody, anyFacts, (actor, given) => seesDraft(actor, given) || rightsOf(actor, given).length === 0),
  );
});

test("a token may no more than its person, and nothing without the scope of authors", () => {
  fc.assert(
    fc.property(anybody, anyFacts, anyScopes, ({ id: of, teams, roles }, given, scopes) => {
      const token: Actor = { kind: "token", id: "token", name: "token", person: of, teams, roles, scopes };
      const theirs = rightsOf(person(of, teams, ...roles), given);
      expect(rightsOf(token, given)).toEqual(scopes.includes("author") ? theirs : []);
    }),
  );
});
