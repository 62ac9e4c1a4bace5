import { replayOfDraft } from "#lib/views/studio/replay.ts";
import { rest, shown } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param }) => shown(await replayOfDraft(actor, param("id"))),
});
