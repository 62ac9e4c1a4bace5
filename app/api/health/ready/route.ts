import { readiness } from "#lib/views/organisation/readiness.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { ready, reasons } = await readiness();
  return Response.json(
    { status: ready ? "ready" : "unready", reasons },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
