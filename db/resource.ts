import { and, asc, eq, notInArray, or } from "drizzle-orm";
import type { JsonObject } from "#lib/core/json.ts";
import { finalRequestStates } from "#lib/core/lifecycle/states.ts";
import type { Working } from "#lib/core/outcome/hindrance.ts";
import type { Reader, Transaction } from "./client.ts";
import { offering, project, request, resource } from "./tables.ts";

export type ResourceRow = typeof resource.$inferSelect;

/** The resource with its row lock, so that operations on it are ordered one after the other; null when there is none. */
export async function lockResource(tx: Transaction, id: string): Promise<ResourceRow | null> {
  const [row] = await tx.select().from(resource).where(eq(resource.id, id)).for("no key update");
  return row ?? null;
}

/** Where a resource is, and whose it and its offering are. */
export type ResourcePlace = Pick<ResourceRow, "id" | "offering" | "project" | "environment" | "test"> & {
  team: string;
  ownerTeam: string;
};

export async function placeOfResource(db: Reader, id: string): Promise<ResourcePlace | null> {
  const [found] = await db
    .select({
      id: resource.id,
      offering: resource.offering,
      project: resource.project,
      environment: resource.environment,
      test: resource.test,
      team: project.team,
      ownerTeam: offering.owner,
    })
    .from(resource)
    .innerJoin(project, eq(project.name, resource.project))
    .innerJoin(offering, eq(offering.name, resource.offering))
    .where(eq(resource.id, id));
  return found ?? null;
}

/** The request on it that is not final yet; null when nothing works on it. */
export async function openRequestOn(db: Reader, id: string): Promise<Working | null> {
  const [row] = await db
    .select({ number: request.number, requester: request.requester })
    .from(request)
    .where(and(eq(request.resource, id), notInArray(request.state, [...finalRequestStates])))
    .limit(1);
  return row ?? null;
}

/** The answers that it was made with and last changed with, secret ones left out. */
export async function inputsNow(db: Reader, id: string): Promise<JsonObject> {
  const rows = await db
    .select({ inputs: request.inputs })
    .from(request)
    .where(and(eq(request.resource, id), or(eq(request.operation, "create"), eq(request.state, "completed"))))
    .orderBy(asc(request.number));
  return rows.reduce<JsonObject>((before, { inputs }) => ({ ...before, ...inputs }), {});
}
