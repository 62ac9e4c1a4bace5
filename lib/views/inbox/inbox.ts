import type { Actor } from "#lib/core/access.ts";
import type { InboxItem } from "./shape.ts";
import { Problem } from "#lib/core/problem.ts";

export async function inbox(_actor: Actor): Promise<InboxItem[]> {
  throw new Problem("unavailable", "This view has no rows yet.");
}
