import { and, count, eq, sql } from "drizzle-orm";
import { personOf, type Actor } from "#lib/core/access.ts";
import { finalRequestStates } from "#lib/core/lifecycle/states.ts";
import { database } from "#db/client.ts";
import { countProposals } from "#db/draft.ts";
import { listTeams } from "#db/organisation.ts";
import { request } from "#db/tables.ts";
import { env } from "#lib/env.ts";
import { inboxSize } from "../inbox/inbox.ts";
import { settingsOf } from "./settings.ts";
import type { Me, ShellView } from "./shape.ts";

/** What stands at the edge of every page. */
export async function shell(actor: Actor): Promise<ShellView> {
  const [me, openRequests, waiting, proposals] = await Promise.all([
    whoIs(actor),
    countOpen(actor),
    inboxSize(actor),
    countProposals(database(), teamsWritten(actor)),
  ]);
  const { sandbox, sandboxPort } = env();
  return {
    me,
    settings: settingsOf(actor),
    sandbox: sandbox ? { url: `http://127.0.0.1:${sandboxPort}/` } : null,
    openRequests,
    inbox: waiting,
    proposals,
  };
}

export async function whoIs(actor: Actor): Promise<Me> {
  const named = { id: personOf(actor) ?? actor.id, name: actor.name };
  if (!("teams" in actor)) return { ...named, kind: "person", teams: [], roles: [] };
  const titles = new Map((await listTeams(database())).map(({ name, title }) => [name, title]));
  const teams = Object.entries(actor.teams).map(([name, roles]) => ({ name, title: titles.get(name) ?? name, roles }));
  return { ...named, kind: actor.kind, teams, roles: actor.roles };
}

const teamsWritten = (actor: Actor): string[] =>
  "teams" in actor ? Object.keys(actor.teams).filter((team) => actor.teams[team]?.includes("author")) : [];

async function countOpen(actor: Actor): Promise<number> {
  const person = personOf(actor);
  if (person === null) return 0;
  const open = and(
    eq(request.person, person),
    eq(request.test, false),
    sql`${request.state} not in ${finalRequestStates}`,
  );
  const [row] = await database().select({ open: count() }).from(request).where(open);
  return row?.open ?? 0;
}
