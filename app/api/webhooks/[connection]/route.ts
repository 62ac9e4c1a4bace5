import { receiveDelivery } from "#lib/commands/webhook/receive.ts";
import { Problem } from "#lib/core/problem.ts";
import { asProblem } from "../../../answer.ts";
import { readBytes } from "../../../rest/body.ts";
import { problemResponse } from "../../../rest/problem.ts";

interface Where {
  params: Promise<{ connection: string }>;
}

/** The door of one connection: GitHub and Jira send here what has moved. Taken means taken, whether it concerns anybody or not. */
export async function POST(request: Request, { params }: Where): Promise<Response> {
  const { connection } = await params;
  try {
    const taken = await receiveDelivery({ connection, headers: request.headers, body: () => readBytes(request) });
    return Response.json(taken, { status: 202, headers: { "cache-control": "no-store" } });
  } catch (thrown) {
    const problem = asProblem(thrown, { door: "webhook", at: `POST /api/webhooks/${connection.slice(0, 63)}` });
    return problemResponse(problem, problem.code === "unauthenticated" ? signed : {});
  }
}

const signed = { "www-authenticate": 'Signature realm="PAO webhooks"' };

function notAllowed(request: Request): Promise<Response> {
  const problem = new Problem("not_allowed", `This address takes POST, not ${request.method}.`);
  return Promise.resolve(problemResponse(problem, { allow: "POST" }));
}

export { notAllowed as DELETE, notAllowed as GET, notAllowed as PATCH, notAllowed as PUT };
