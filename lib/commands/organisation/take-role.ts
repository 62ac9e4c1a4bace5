import { z } from "zod";
import { lockPerson, setRoles } from "#db/person.ts";
import { command } from "../command.ts";
import { organisationRole } from "./give-role.ts";
import { refuseLastAdmin } from "./last-admin.ts";
import { changesOf, missing, personId } from "./row.ts";

/** Takes a role in the organisation away again, from the next click on. */
export const takeRole = command({
  verb: "role.take",
  schema: z.strictObject({ person: personId, role: organisationRole }),
  ask: { verb: "organisation.change" },
  subject: ({ person }) => `person:${person}`,
  handler: async ({ tx, input: { person, role } }) => {
    if (role === "admin") await refuseLastAdmin(tx, person);
    const before = await lockPerson(tx, person);
    if (!before) throw missing(`person “${person}”`);
    const roles = before.roles.filter((had) => had !== role);
    await setRoles(tx, person, roles);
    return { value: { person, roles }, detail: changesOf({ roles: before.roles }, { roles }) };
  },
});
