import { asc, sql } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { environment, resource } from "#db/tables.ts";
import type { EnvironmentRow } from "./project-shape.ts";
import { permit } from "../permit.ts";

/** All environments in their order: there are few. */
export async function environmentList(actor: Actor): Promise<EnvironmentRow[]> {
  permit(actor, { verb: "organisation.read" });
  const resources = sql<number>`(select count(*)::int from ${resource} r where r.environment = "environment"."name" and r.state <> 'retired')`;
  const rows = await database()
    .select({
      name: environment.name,
      title: environment.title,
      tests: environment.tests,
      version: environment.version,
      resources,
    })
    .from(environment)
    .orderBy(asc(environment.position), asc(environment.name));
  return rows.map((row, position) => ({ ...row, position }));
}

export async function environmentView(actor: Actor, name: string): Promise<EnvironmentRow> {
  const found = (await environmentList(actor)).find((one) => one.name === name);
  if (found) return found;
  throw new Problem("not_found", `There is no environment “${name.slice(0, 63)}”.`);
}
