import { may, type Actor } from "#lib/core/access.ts";
import { buildForm } from "#lib/core/form/build.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { operationsOf } from "#lib/core/offering/operations.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { loadCurrent, type Retirement, type StandingRevision } from "#db/offering.ts";
import { listEnvironments, listProjects, listTeams } from "#db/organisation.ts";
import { findingFor } from "./catalog.ts";
import { entryOf } from "./entry.ts";
import { asItems, limitsOf } from "./items.ts";
import { outlineOf } from "./outline.ts";
import type { OfferingView, Retired } from "./shape.ts";

/** An offering's page: what it is, what it asks, and where this actor may order it. */
export async function offeringView(actor: Actor, name: string): Promise<OfferingView> {
  const current = await offered(actor, name);
  const db = database();
  const [teams, projects, environments] = await Promise.all([listTeams(db), listProjects(db), listEnvironments(db)]);
  const { document, publishedAt, publishedBy, retired } = current;
  const { metadata, inputs, ui } = document;
  const entry = entryOf({ ...current, metadata }, new Map(teams.map(({ name: of, title }) => [of, title])));
  const [item] = await asItems([entry], await findingFor(actor));
  if (!item) throw notThere(name);
  const ask = { verb: "request.create", availableTo: metadata.availableTo } as const;
  return {
    ...item,
    retired: asRetired(retired),
    limits: await limitsOf(document),
    description: metadata.description ?? "",
    links: metadata.links,
    environments: environments
      .filter((known) => metadata.environments?.includes(known.name) ?? true)
      .map((known) => ({ name: known.name, title: known.title })),
    projects: projects.filter((project) => may(actor, { ...ask, projectTeam: project.team }).allowed),
    form: buildForm(inputs, ui),
    steps: outlineOf(document.fulfillment.steps),
    operations: operationsOf(document),
    publishedAt: publishedAt.toISOString(),
    publishedBy: publishedBy.name,
  };
}

export function asRetired(retired: Retirement | null): Retired | null {
  return retired && { at: retired.at.toISOString(), by: retired.by.name, note: retired.note };
}

/** The document itself, for `GET /catalog/{name}`. */
export async function offeringDocument(actor: Actor, name: string): Promise<{ document: Offering; source: string }> {
  const { document, source } = await offered(actor, name);
  return { document, source };
}

/** One that is not offered to an actor is not there for them. */
export async function offered(actor: Actor, name: string): Promise<StandingRevision> {
  const current = name.isWellFormed() && !name.includes("\0") ? await loadCurrent(database(), name) : undefined;
  if (current && may(actor, { verb: "catalog.read", ...current.document.metadata }).allowed) return current;
  throw notThere(name);
}

function notThere(name: string): Problem {
  return new Problem("not_found", `There is no offering “${name.slice(0, 63)}”.`, {
    remedy: "Look it up in the catalog.",
  });
}
