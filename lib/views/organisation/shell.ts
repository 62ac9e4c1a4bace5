import type { Actor } from "#lib/core/access.ts";
import type { ShellView } from "./shape.ts";
import { Problem } from "#lib/core/problem.ts";

export async function shell(_actor: Actor): Promise<ShellView> {
  throw new Problem("unavailable", "This view has no rows yet.");
}
