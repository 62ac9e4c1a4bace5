export const dynamic = "force-dynamic";

/** The web answers; whether it can do its work is what `ready` says. */
export function GET(): Response {
  return Response.json({ status: "ok" });
}
