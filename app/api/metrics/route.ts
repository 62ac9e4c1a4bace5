import { Problem } from "#lib/core/problem.ts";
import { metrics, metricsFor } from "#lib/views/metrics/metrics.ts";
import { asProblem } from "../../answer.ts";
import { actorFromRequest, isScraper } from "../../door.ts";
import { problemResponse } from "../../rest/problem.ts";

export const dynamic = "force-dynamic";

/** For Prometheus: with the token of the settings, or as an admin. */
export async function GET(request: Request): Promise<Response> {
  try {
    const text = isScraper(request) ? await metrics() : await metricsFor(await signedIn(request));
    return new Response(text, {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
    });
  } catch (thrown) {
    return problemResponse(asProblem(thrown, { door: "rest", at: "GET /api/metrics" }));
  }
}

async function signedIn(request: Request) {
  const actor = await actorFromRequest(request);
  if (actor) return actor;
  throw new Problem("unauthenticated", "Metrics are for those who run PAO.", {
    remedy: "Send Authorization: Bearer <token>: PAO_METRICS_TOKEN, or a token of an admin.",
  });
}
