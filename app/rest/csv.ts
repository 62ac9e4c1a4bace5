import type { Actor } from "#lib/core/access.ts";
import { requestsCsv } from "#lib/views/request/csv.ts";
import type { RequestFilter } from "#lib/views/request/shape.ts";

/** Every request that fits, as a file, read as fast as it is taken. */
export function csvResponse(actor: Actor, filter: RequestFilter): Response {
  const pieces = requestsCsv(actor, filter);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="requests.csv"',
      "cache-control": "no-store",
    },
  });
}
