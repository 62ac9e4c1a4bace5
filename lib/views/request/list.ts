import type { Actor } from "#lib/core/access.ts";
import type { RequestFilter, RequestPage } from "./shape.ts";
import { Problem } from "#lib/core/problem.ts";

export async function requestList(_actor: Actor, _filter: RequestFilter): Promise<RequestPage> {
  throw new Problem("unavailable", "This view has no rows yet.");
}
