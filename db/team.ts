import { and, eq, sql } from "drizzle-orm";
import type { TeamRole } from "#lib/core/access.ts";
import type { Reader, Transaction } from "./client.ts";
import { membership, team, teamGroup, token } from "./tables.ts";

export type TeamRow = typeof team.$inferSelect;

export async function loadTeam(on: Reader, name: string): Promise<TeamRow | undefined> {
  const [found] = await on.select().from(team).where(eq(team.name, name));
  return found;
}

/** Held while something is written that refers to it, so that it is not removed meanwhile. */
export async function holdTeam(tx: Transaction, name: string): Promise<TeamRow | undefined> {
  const [found] = await tx.select().from(team).where(eq(team.name, name)).for("key share");
  return found;
}

/** With its row lock, so that changes of it follow each other. Nothing new can refer to it meanwhile. */
export async function lockTeam(tx: Transaction, name: string): Promise<TeamRow | undefined> {
  const [found] = await tx.select().from(team).where(eq(team.name, name)).for("update");
  return found;
}

/** False when there is one of that name. */
export async function addTeam(tx: Transaction, row: { name: string; title: string }): Promise<boolean> {
  return (await tx.insert(team).values(row).onConflictDoNothing().returning({ name: team.name })).length > 0;
}

export async function changeTeam(tx: Transaction, name: string, title: string): Promise<void> {
  await tx
    .update(team)
    .set({ title, version: sql`${team.version} + 1` })
    .where(eq(team.name, name));
}

/** With who was in it and tokens that are good for nothing; nothing else may hang on it. */
export async function removeTeam(tx: Transaction, name: string): Promise<void> {
  await tx.delete(token).where(eq(token.team, name));
  await tx.delete(membership).where(eq(membership.team, name));
  await tx.delete(teamGroup).where(eq(teamGroup.team, name));
  await tx.delete(team).where(eq(team.name, name));
}

export interface Member {
  team: string;
  person: string;
  role: TeamRole;
}

const isMember = ({ team: of, person: whose, role }: Member) =>
  and(eq(membership.team, of), eq(membership.person, whose), eq(membership.role, role));

/** Where this role comes from: nowhere, given here, a group of the provider, or both. */
export async function sourcesOf(on: Reader, member: Member): Promise<("app" | "group")[]> {
  const rows = await on.select({ source: membership.source }).from(membership).where(isMember(member));
  return rows.map(({ source }) => source).toSorted();
}

/** False when it was given here already. */
export async function addMember(tx: Transaction, member: Member): Promise<boolean> {
  const added = await tx
    .insert(membership)
    .values({ ...member, source: "app" })
    .onConflictDoNothing()
    .returning({ person: membership.person });
  return added.length > 0;
}

/** What was given here; a group's stays. */
export async function removeMember(tx: Transaction, member: Member): Promise<void> {
  await tx.delete(membership).where(and(isMember(member), eq(membership.source, "app")));
}

export interface GroupRole {
  team: string;
  group: string;
  role: TeamRole;
}

/** False when the group makes its people that already. */
export async function mapGroup(tx: Transaction, mapping: GroupRole): Promise<boolean> {
  const mapped = await tx.insert(teamGroup).values(mapping).onConflictDoNothing().returning({ team: teamGroup.team });
  return mapped.length > 0;
}

/** False when it did not make them that. */
export async function unmapGroup(tx: Transaction, { team: of, group, role }: GroupRole): Promise<boolean> {
  const which = and(eq(teamGroup.team, of), eq(teamGroup.group, group), eq(teamGroup.role, role));
  return (await tx.delete(teamGroup).where(which).returning({ team: teamGroup.team })).length > 0;
}
