import { randomUUID } from "node:crypto";
import { database } from "#db/client.ts";
import { openSession, revokeSession } from "#db/session.ts";
import { makeToken, revokeToken } from "#db/token.ts";
import { membership, person } from "#db/tables.ts";
import type { OrganisationRole, Scope, TeamRole } from "#lib/core/access.ts";

interface Part {
  teams?: Record<string, TeamRole[]>;
  roles?: OrganisationRole[];
}

const everything: Part = {
  teams: { checkout: ["member"], "data-platform": ["author", "approver"], search: ["member"] },
  roles: ["manager", "auditor", "admin"],
};

/**
 * Who tries every door. The request they try it on is one of team checkout, of an offering of data-platform whose authors and approvers are
 * no more than that: whoever has a role in a team is a member of it.
 */
export const parts = {
  stranger: { teams: { search: ["member"] } },
  member: { teams: { checkout: ["member"] } },
  author: { teams: { "data-platform": ["author"] } },
  approver: { teams: { "data-platform": ["approver"] } },
  manager: { roles: ["manager"] },
  auditor: { roles: ["auditor"] },
  admin: { roles: ["admin"] },
  /** May everything, and uses a token that only reads. */
  reader: everything,
  /** Could do everything until the token was revoked, or the session. */
  revoked: everything,
} as const satisfies Record<string, Part>;

export type Somebody = keyof typeof parts;
export type Role = Somebody | "nobody";
export const roles = ["nobody", ...Object.keys(parts)] as Role[];

const scopesOf = (role: Somebody): Scope[] => (role === "reader" ? ["read"] : ["read", "order", "author", "admin"]);

/** Makes all of them; answers the token of each. Nobody has none. */
export async function makeCast(): Promise<Record<Somebody, string>> {
  const names = Object.keys(parts) as Somebody[];
  const tokens = await Promise.all(names.map(async (role) => [role, await makePart(role)] as const));
  return Object.fromEntries(tokens) as Record<Somebody, string>;
}

/** The id of the person who plays a role. */
export const playerOf = (role: Somebody) => `cast-${role}`;

async function makePart(role: Somebody): Promise<string> {
  const { teams = {}, roles: own = [] }: Part = parts[role];
  const id = playerOf(role);
  const held = `pao_cast_${role}_${randomUUID()}`;
  await database().transaction(async (tx) => {
    await tx.insert(person).values({ id, name: `Cast ${role}`, roles: [...own] });
    const rows = Object.entries(teams).flatMap(([team, of]) => of.map((one) => ({ person: id, team, role: one })));
    if (rows.length > 0) await tx.insert(membership).values(rows);
    const given = { name: role, owner: { person: id }, held, scopes: scopesOf(role), days: 1, createdBy: id };
    const token = await makeToken(tx, given);
    if (role === "revoked") await revokeToken(tx, token.id);
  });
  return held;
}

/** A cookie of a browser that each of them has signed in with. */
export async function openSessions(cookieOf: (held: string) => Promise<string>): Promise<Record<Somebody, string>> {
  const names = Object.keys(parts) as Somebody[];
  const cookies = names.map(async (role) => {
    const held = randomUUID();
    const given = { held, person: playerOf(role), days: 1, address: null, userAgent: null };
    await database().transaction(async (tx) => {
      const id = await openSession(tx, given);
      if (role === "revoked") await revokeSession(tx, id);
    });
    return [role, await cookieOf(held)] as const;
  });
  return Object.fromEntries(await Promise.all(cookies)) as Record<Somebody, string>;
}
