import { watch, type Watched } from "#lib/views/watch.ts";
import { rest } from "../../rest/door.ts";
import { readerNow, whileAllowed } from "../../rest/events.ts";
import { eventStream, type ServerSent } from "../../rest/stream.ts";

export const dynamic = "force-dynamic";

/** Hints of what changed; `lost` says that some may have been missed. */
async function* hints(watched: AsyncIterable<Watched>, allowed: () => Promise<boolean>): AsyncGenerator<ServerSent> {
  for await (const news of whileAllowed(watched, allowed)) {
    if ("hint" in news) yield { data: news.hint };
    else if ("lost" in news) yield { event: "lost", data: {} };
    else yield { comment: "still here" };
  }
}

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: ({ actor, request }) =>
    eventStream(request, async (signal) => {
      let reader = actor;
      const allowed = async () => {
        const now = await readerNow(request);
        reader = now ?? reader;
        return now !== null;
      };
      return hints(await watch(() => reader, signal), allowed);
    }),
});
