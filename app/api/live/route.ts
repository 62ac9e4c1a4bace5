import { watch, type Watched } from "#lib/views/watch.ts";
import { rest } from "../../rest/door.ts";
import { whileSignedIn } from "../../rest/events.ts";
import { eventStream, type ServerSent } from "../../rest/stream.ts";

export const dynamic = "force-dynamic";

/** Hints of what changed; `lost` says that some may have been missed. */
async function* hints(watched: AsyncIterable<Watched>, request: Request): AsyncGenerator<ServerSent> {
  for await (const news of whileSignedIn(watched, request)) {
    if ("hint" in news) yield { data: news.hint };
    else if ("lost" in news) yield { event: "lost", data: {} };
    else yield { comment: "still here" };
  }
}

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: ({ actor, request }) => eventStream(request, async (signal) => hints(await watch(actor, signal), request)),
});
