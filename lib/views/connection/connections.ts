import type { Actor } from "#lib/core/access.ts";
import type { ConnectionView } from "./shape.ts";
import { Problem } from "#lib/core/problem.ts";

export async function connections(_actor: Actor): Promise<ConnectionView[]> {
  throw new Problem("unavailable", "This view has no rows yet.");
}
