import type { Actor } from "#lib/core/access.ts";
import type { RequestView } from "./shape.ts";
import { Problem } from "#lib/core/problem.ts";

export async function requestView(_actor: Actor, _number: string): Promise<RequestView> {
  throw new Problem("unavailable", "This view has no rows yet.");
}
