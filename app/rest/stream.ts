import { AsyncLocalStorage } from "node:async_hooks";
import { log } from "#lib/log.ts";

/** One server-sent event; a comment keeps the connection open and says nothing. */
export type ServerSent = { comment: string } | { data: unknown; event?: string; id?: string };

function written(sent: ServerSent): string {
  if ("comment" in sent) return `: ${sent.comment}\n\n`;
  const id = sent.id === undefined ? "" : `id: ${sent.id}\n`;
  const event = sent.event === undefined ? "" : `event: ${sent.event}\n`;
  return `${id}${event}data: ${JSON.stringify(sent.data)}\n\n`;
}

type Open = (signal: AbortSignal) => Promise<AsyncIterable<ServerSent>>;

/**
 * A stream of server-sent events, written as the reader takes them, ended with the reader. It is answered once the source
 * is open, so that whoever sees the stream begin misses nothing that happens from then on.
 */
export async function eventStream(request: Request, open: Open): Promise<Response> {
  // The reader pulls from elsewhere; what is logged then is still about what was asked for.
  const here = AsyncLocalStorage.snapshot();
  const gone = new AbortController();
  request.signal.addEventListener("abort", () => gone.abort());
  if (request.signal.aborted) gone.abort();
  const events = (await open(gone.signal))[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode("retry: 2000\n\n")),
    pull: async (controller) => {
      try {
        const next = await events.next();
        // The reader may have left while this was on its way; then nobody is there to write to.
        if (gone.signal.aborted) return;
        if (next.done) {
          gone.abort();
          controller.close();
        } else controller.enqueue(encoder.encode(written(next.value)));
      } catch (error) {
        if (gone.signal.aborted) return;
        const said = error instanceof Error ? error.message : String(error);
        here(() => log.error("a stream of events broke off", { error: said }));
        gone.abort();
        controller.error(error);
      }
    },
    cancel: async () => {
      gone.abort();
      await events.return?.();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
