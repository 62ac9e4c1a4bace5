import { openApi } from "../../../rest/openapi.ts";

export const dynamic = "force-dynamic";

/** For everybody: tools read it before they have a token. */
export function GET(request: Request): Response {
  return Response.json(openApi(new URL(request.url).origin));
}
