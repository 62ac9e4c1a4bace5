import { env } from "#lib/env.ts";
import { openApi } from "../../../rest/openapi.ts";

export const dynamic = "force-dynamic";

/** For everybody: tools read it before they have a token. */
export function GET(): Response {
  return Response.json(openApi(env().baseUrl));
}
