import { mapGroup } from "#lib/commands/organisation/map-group.ts";
import { unmapGroup } from "#lib/commands/organisation/unmap-group.ts";
import { answer, type Call, rest } from "../../../../../../../rest/door.ts";

const named = ({ param }: Call) => ({ team: param("name"), group: param("group"), role: param("role") });

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  PUT: async (call) => answer(await mapGroup(call.context, named(call))),
  DELETE: async (call) => answer(await unmapGroup(call.context, named(call))),
});
