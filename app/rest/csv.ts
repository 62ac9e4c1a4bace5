import type { Actor } from "#lib/core/access.ts";
import { requestsCsv } from "#lib/views/request/csv.ts";
import type { RequestFilter } from "#lib/views/request/shape.ts";

/** Every request that fits, as a file. */
export function csvResponse(actor: Actor, filter: RequestFilter): Response {
  return fileResponse(requestsCsv(actor, filter), { type: "text/csv; charset=utf-8", name: "requests.csv" });
}

/** A file that is made as fast as it is taken. */
export function fileResponse(pieces: AsyncGenerator<string>, { type, name }: { type: string; name: string }): Response {
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
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
