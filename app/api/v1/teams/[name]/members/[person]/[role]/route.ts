import { addMember } from "#lib/commands/organisation/add-member.ts";
import { removeMember } from "#lib/commands/organisation/remove-member.ts";
import { answer, type Call, rest } from "../../../../../../../rest/door.ts";

const named = ({ param }: Call) => ({ team: param("name"), person: param("person"), role: param("role") });

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  PUT: async (call) => answer(await addMember(call.context, named(call))),
  DELETE: async (call) => answer(await removeMember(call.context, named(call))),
});
