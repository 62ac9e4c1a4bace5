import type { Actor } from "#lib/core/access.ts";
import type { CatalogView } from "./shape.ts";
import { Problem } from "#lib/core/problem.ts";

export interface CatalogQuery {
  text?: string;
  category?: string;
  sort?: "best" | "name" | "newest";
  offset?: number;
  limit?: number;
}

export async function catalog(_actor: Actor, _query: CatalogQuery = {}): Promise<CatalogView> {
  throw new Problem("unavailable", "This view has no rows yet.");
}
