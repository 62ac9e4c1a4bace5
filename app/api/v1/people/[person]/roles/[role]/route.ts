import { giveRole } from "#lib/commands/organisation/give-role.ts";
import { takeRole } from "#lib/commands/organisation/take-role.ts";
import { answer, type Call, rest } from "../../../../../../rest/door.ts";

const named = ({ param }: Call) => ({ person: param("person"), role: param("role") });

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  PUT: async (call) => answer(await giveRole(call.context, named(call))),
  DELETE: async (call) => answer(await takeRole(call.context, named(call))),
});
