import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { TeamRole } from "#lib/core/access.ts";
import type { Provider } from "#lib/env.ts";
import type { Reader, Transaction } from "./client.ts";
import { isAdmin } from "./person.ts";
import { installation, membership, person, team } from "./tables.ts";

/** Somebody as a provider vouches for them. */
export interface Vouched {
  id: string;
  name: string;
  email: string | null;
  groups: readonly string[];
}

/** Whoever a provider vouches for exists here from then on. False for those who were taken out. Their row stays locked, so that two sign-ins of one person follow each other. */
export async function rememberPerson(tx: Transaction, { id, name, email }: Omit<Vouched, "groups">): Promise<boolean> {
  const [known] = await tx
    .insert(person)
    .values({ id, name, email })
    .onConflictDoUpdate({ target: person.id, set: { name, email } })
    .returning({ deactivatedAt: person.deactivatedAt });
  return known?.deactivatedAt === null;
}

interface Wanted extends Record<string, unknown> {
  team: string;
  role: TeamRole;
}

/** How a provider spells groups: `caseless` when it sends them in small letters, however they are written elsewhere. */
interface Spelling {
  caseless: boolean;
}

/** What groups make somebody: what is said of the group, else a member of the team of its very name. */
async function wantedBy(tx: Transaction, groups: readonly string[], { caseless }: Spelling): Promise<Wanted[]> {
  const named = sql`any(${sql.param([...groups])}::text[])`;
  const mapped = caseless ? sql`lower("group")` : sql`"group"`;
  const wanted = await tx.execute<Wanted>(sql`
    select team, role from team_group where ${mapped} = ${named}
    union
    select name, 'member' from team
    where name = ${named} and not exists (select from team_group where "group" = team.name)
    order by 1, 2`);
  // Held until the memberships are written, so that none of these teams is removed meanwhile; what was removed already is gone.
  const there = await tx
    .select({ name: team.name })
    .from(team)
    .where(
      inArray(
        team.name,
        wanted.map((one) => one.team),
      ),
    )
    .orderBy(asc(team.name))
    .for("key share");
  const names = new Set(there.map(({ name }) => name));
  return wanted.filter((one) => names.has(one.team));
}

const written = ({ team, role }: Wanted): string => `${team}: ${role}`;

/** Memberships that came from groups become those of today's groups; what was given in the app stays. Answers both, before and after. */
export async function followGroups(
  tx: Transaction,
  whose: string,
  groups: readonly string[],
  spelling: Spelling,
): Promise<[string[], string[]]> {
  const fromGroups = and(eq(membership.person, whose), eq(membership.source, "group"));
  const wanted = await wantedBy(tx, groups, spelling);
  const before = await tx
    .delete(membership)
    .where(fromGroups)
    .returning({ team: membership.team, role: membership.role });
  if (wanted.length > 0)
    await tx
      .insert(membership)
      .values(wanted.map(({ team, role }) => ({ person: whose, team, role, source: "group" as const })))
      .onConflictDoNothing();
  return [before.map(written).toSorted(), wanted.map(written)];
}

/** Makes somebody an admin because the settings name them, once for each name and provider: what an admin takes away later stays away. */
export async function honourNamedAdmin(
  tx: Transaction,
  whose: string,
  { provider, named }: { provider: Provider; named: string },
): Promise<boolean> {
  const name = `${provider}:${named}`;
  const heard = await tx
    .update(installation)
    .set({ adminsNamed: sql`${installation.adminsNamed} || jsonb_build_array(${name}::text)` })
    .where(sql`not ${installation.adminsNamed} ? ${name}`)
    .returning({ id: installation.id });
  if (heard.length === 0) return false;
  const given = await tx
    .update(person)
    .set({ roles: sql`${person.roles} || '["admin"]'::jsonb` })
    .where(and(eq(person.id, whose), sql`not ${person.roles} @> '["admin"]'::jsonb`))
    .returning({ id: person.id });
  return given.length > 0;
}

/** Is there anybody who may change the settings, and can sign in for it? */
export async function hasAdmin(on: Reader, provider: Provider): Promise<boolean> {
  return (await on.select({ id: person.id }).from(person).where(isAdmin(provider)).limit(1)).length > 0;
}
