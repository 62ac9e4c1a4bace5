import { type Actor, may, type OrganisationRole, type Scope, type TeamRole } from "./access.ts";

/** A token with whoever answers for it, as they are now: whom it acts for or, when that is a team, who made it. */
export interface KnownToken {
  id: string;
  name: string;
  scopes: Scope[];
  /** Null when it acts for a person. */
  team: string | null;
  person: { id: string; name: string; teams: Record<string, TeamRole[]>; roles: OrganisationRole[] };
}

/** Whom a token lets act. One of a team acts for it while whoever made it could make it again, and is nobody's when they can not. */
export function actorOfKnown({ id, name, scopes, team, person }: KnownToken): Actor | null {
  const { teams, roles } = person;
  const token = { kind: "token", id, name, scopes } as const;
  if (team === null) return { ...token, person: person.id, personName: person.name, teams, roles };
  const maker: Actor = { kind: "person", ...person };
  if (!may(maker, { verb: "token.change", person: null, team }).allowed) return null;
  const author = scopes.includes("author") && may(maker, { verb: "offering.probe", owner: team }).allowed;
  const given: TeamRole[] = author ? ["author", "member"] : ["member"];
  return { ...token, person: null, personName: null, teams: { [team]: given }, roles: [] };
}
