import { z } from "zod";
import type { OrganisationRole } from "#lib/core/access.ts";
import { lockPerson, setRoles } from "#db/person.ts";
import { command } from "../command.ts";
import { changesOf, missing, personId } from "./row.ts";

export const organisationRole = z.enum(["manager", "auditor", "admin"] satisfies OrganisationRole[]);

/** Gives somebody a role in the whole organisation. */
export const giveRole = command({
  verb: "role.give",
  schema: z.strictObject({ person: personId, role: organisationRole }),
  ask: { verb: "organisation.change" },
  subject: ({ person }) => `person:${person}`,
  handler: async ({ tx, input: { person, role } }) => {
    const before = await lockPerson(tx, person);
    if (!before) throw missing(`person “${person}”`);
    const roles = before.roles.includes(role) ? before.roles : [...before.roles, role];
    await setRoles(tx, person, roles);
    return { value: { person, roles }, detail: changesOf({ roles: before.roles }, { roles }) };
  },
});
