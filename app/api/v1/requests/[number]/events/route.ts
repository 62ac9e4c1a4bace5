import { follow } from "#lib/views/request/follow.ts";
import { maySee } from "#lib/views/request/visible.ts";
import { rest } from "../../../../../rest/door.ts";
import { readerNow, readPosition, sentOf } from "../../../../../rest/events.ts";
import { eventStream } from "../../../../../rest/stream.ts";

export const dynamic = "force-dynamic";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, request, param, query }) => {
    const from = readPosition(request.headers.get("last-event-id") ?? query.get("lastEventId"));
    const number = param("number");
    const allowed = async () => {
      const reader = await readerNow(request);
      return reader !== null && maySee(reader, number);
    };
    return eventStream(request, async (signal) => sentOf(await follow(actor, number, from, signal), allowed));
  },
});
