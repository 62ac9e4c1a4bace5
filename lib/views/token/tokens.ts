import { may, personOf, type Actor } from "#lib/core/access.ts";
import { actorOfKnown } from "#lib/core/token-actor.ts";
import { tokenPrefix } from "#lib/core/token.ts";
import { env } from "#lib/env.ts";
import { database } from "#db/client.ts";
import { listTeams } from "#db/organisation.ts";
import { listTeamTokens, listTokens } from "#db/token.ts";
import type { TokenTeam, TokenView } from "./shape.ts";
import { permit } from "../permit.ts";

type Row = Awaited<ReturnType<typeof listTokens>>[number];

/** One's own tokens, or for an admin somebody's. */
export async function tokens(actor: Actor, asked: { person?: string } = {}): Promise<TokenView[]> {
  const person = asked.person ?? personOf(actor);
  if (person === null) return [];
  permit(actor, { verb: "token.read", person: person, team: null });
  return (await listTokens(database(), person)).map((row) => view(row));
}

/** The tokens of one team, or of all teams that the asker is in. */
export async function teamTokens(actor: Actor, team?: string): Promise<TokenView[]> {
  if (team !== undefined) permit(actor, { verb: "token.read", person: null, team: team });
  const rows = await listTeamTokens(database(), team === undefined ? teamsOf(actor) : [team], env().provider);
  return rows.map((row) => view(row, !row.maker.known || actorOfKnown({ ...row, person: row.maker }) === null));
}

/** The teams that the asker is in and may make tokens for. */
export async function tokenTeams(actor: Actor): Promise<TokenTeam[]> {
  const titles = new Map((await listTeams(database())).map(({ name, title }) => [name, title]));
  return teamsOf(actor).map((name) => {
    const author = may(actor, { verb: "offering.probe", owner: name }).allowed;
    return { name, title: titles.get(name) ?? name, author };
  });
}

const teamsOf = (actor: Actor): string[] => ("teams" in actor ? Object.keys(actor.teams) : []);

function view(row: Row, asleep = false): TokenView {
  const { id, name, team, ending, scopes, createdBy, createdAt, expiresAt, lastUsedAt } = row;
  return {
    id,
    name,
    team,
    shown: ending === "" ? "sandbox-…" : `${tokenPrefix}…${ending}`,
    scopes,
    createdBy,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    over: expiresAt !== null && expiresAt <= new Date(),
    asleep,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
