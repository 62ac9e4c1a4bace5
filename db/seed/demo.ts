import { inArray, sql } from "drizzle-orm";
import type { OrganisationRole, TeamRole } from "#lib/core/access.ts";
import type { Transaction } from "../client.ts";
import { digestOf } from "../session.ts";
import { environment, membership, person, project, team, token, variable } from "../tables.ts";

interface DemoPerson {
  id: string;
  name: string;
  /** What the sign-in page says they may do. */
  may: string;
  roles: OrganisationRole[];
  teams: Record<string, TeamRole[]>;
}

/** The people of the sandbox. Each signs in by their id and has a token `sandbox-<id>`. */
export const demoPeople: readonly DemoPerson[] = [
  {
    id: "developer",
    name: "Demo developer",
    may: "Orders for the project checkout.",
    roles: [],
    teams: { checkout: ["member"] },
  },
  {
    id: "author",
    name: "Demo author",
    may: "Belongs to data-platform: owns its offerings and does its tasks.",
    roles: [],
    teams: { "data-platform": ["author", "member"] },
  },
  {
    id: "approver",
    name: "Demo approver",
    may: "Belongs to data-platform: does its tasks and will approve for it.",
    roles: [],
    teams: { "data-platform": ["approver", "member"] },
  },
  { id: "manager", name: "Demo manager", may: "Sees the requests of every team.", roles: ["manager"], teams: {} },
  { id: "admin", name: "Demo admin", may: "Sees everything and sets up connections.", roles: ["admin"], teams: {} },
];

const teams = [
  ["compute", "Compute"],
  ["data-platform", "Data Platform"],
  ["messaging", "Messaging"],
  ["networking", "Networking"],
  ["security", "Security"],
  ["checkout", "Checkout"],
  ["search", "Search"],
  ["storefront", "Storefront"],
] as const;

const projects = [
  ["checkout", "Checkout", "checkout"],
  ["search", "Search", "search"],
  ["storefront", "Storefront", "storefront"],
  // Where its authors try what they write.
  ["databases-lab", "Databases lab", "data-platform"],
] as const;

const environments = [
  ["dev", "Development"],
  ["test", "Test"],
  ["prod", "Production"],
] as const;

/** Adds what is missing of the demo organisation. What somebody changed since stays as it is. */
export async function seedDemo(tx: Transaction): Promise<void> {
  const [already] = await tx
    .select({ id: person.id })
    .from(person)
    .where(sql`${person.id} = 'admin'`);
  if (already) return;
  await tx
    .insert(team)
    .values(teams.map(([name, title]) => ({ name, title })))
    .onConflictDoNothing();
  await tx
    .insert(project)
    .values(projects.map(([name, title, owner]) => ({ name, title, team: owner })))
    .onConflictDoNothing();
  await tx
    .insert(environment)
    .values(environments.map(([name, title], position) => ({ name, title, position })))
    .onConflictDoNothing();
  await tx.insert(variable).values({ name: "domain", value: "shop.example" }).onConflictDoNothing();
  await seedPeople(tx);
}

/** Lets the demo people in again, with their tokens; answers who they are. */
export async function readmitDemo(tx: Transaction): Promise<string[]> {
  const ids = demoPeople.map(({ id }) => id);
  await tx.update(person).set({ deactivatedAt: null }).where(inArray(person.id, ids));
  await tx
    .update(token)
    .set({ revokedAt: null })
    .where(inArray(token.hash, ids.map(tokenOf)));
  return ids;
}

const tokenOf = (id: string) => digestOf(`sandbox-${id}`);

async function seedPeople(tx: Transaction): Promise<void> {
  const emails = (id: string) => `${id}@sandbox.example`;
  await tx
    .insert(person)
    .values(demoPeople.map(({ id, name, roles }) => ({ id, name, roles, email: emails(id) })))
    .onConflictDoNothing();
  const memberships = demoPeople.flatMap(({ id, teams: of }) =>
    Object.entries(of).flatMap(([name, roles]) => roles.map((role) => ({ person: id, team: name, role }))),
  );
  await tx.insert(membership).values(memberships).onConflictDoNothing();
  const tokens = demoPeople.map(({ id, name }) => ({
    name: `Sandbox token of ${name}`,
    person: id,
    hash: tokenOf(id),
  }));
  await tx.insert(token).values(tokens).onConflictDoNothing();
}
