import { Problem } from "#lib/core/problem.ts";
import { problemResponse } from "../../rest/problem.ts";

function nothing(request: Request): Promise<Response> {
  const problem = new Problem("not_found", `There is nothing at ${new URL(request.url).pathname.slice(0, 200)}.`, {
    remedy: "GET /api/v1/openapi.json lists what there is.",
  });
  return Promise.resolve(problemResponse(problem));
}

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
