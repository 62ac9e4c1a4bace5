import type { Actor } from "#lib/core/access.ts";
import type { OfferingView } from "./shape.ts";
import { Problem } from "#lib/core/problem.ts";

export async function offeringView(_actor: Actor, _name: string): Promise<OfferingView> {
  throw new Problem("unavailable", "This view has no rows yet.");
}
