import type { Actor } from "#lib/core/access.ts";
import type { ChoicesView } from "./shape.ts";
import { Problem } from "#lib/core/problem.ts";

export async function choices(_actor: Actor): Promise<ChoicesView> {
  throw new Problem("unavailable", "This view has no rows yet.");
}
