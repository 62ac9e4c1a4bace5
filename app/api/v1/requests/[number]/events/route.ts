import { follow } from "#lib/views/request/follow.ts";
import { rest } from "../../../../../rest/door.ts";
import { readPosition, sentOf } from "../../../../../rest/events.ts";
import { eventStream } from "../../../../../rest/stream.ts";

export const dynamic = "force-dynamic";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, request, param, query }) => {
    const from = readPosition(request.headers.get("last-event-id") ?? query.get("lastEventId"));
    return eventStream(request, async (signal) => sentOf(await follow(actor, param("number"), from, signal), request));
  },
});
