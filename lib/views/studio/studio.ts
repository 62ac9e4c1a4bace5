import { may, whoIs, type Actor } from "#lib/core/access.ts";
import { seesDraft } from "#lib/core/offering/draft.ts";
import { takesTests } from "#lib/core/organisation/tests.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { factsOf, lastProposal, listDrafts, openDraft, type DraftRow } from "#db/draft.ts";
import { listEnvironments, listProjects, listTeams } from "#db/organisation.ts";
import { loadPublished, type PublishedRow } from "#db/studio.ts";
import { env } from "#lib/env.ts";
import { pathOf } from "../catalog/automation-path.ts";
import { asItems, asView, draftView, eyesOf } from "./draft.ts";
import { asOffering } from "./list.ts";
import type { StudioPage } from "./shape.ts";

const mostProposals = 100;

/** The editor's page: what is published, and what this actor may edit or has to answer; with the draft that is wanted, when one is. */
export async function studioOffering(actor: Actor, name: string, wanted?: string): Promise<StudioPage> {
  const db = database();
  const known = name.isWellFormed() && !name.includes("\0");
  const [published, teamDraft, mine] = known
    ? await Promise.all([loadPublished(db, name), openDraft(db, name), lastProposal(db, name, whoIs(actor))])
    : [];
  const readable = published && canRead(actor, published);
  const drafts = [teamDraft, mine].filter((row) => row !== undefined).filter((row) => seesDraft(actor, factsOf(row)));
  const [first] = drafts;
  const proposals = known ? await waiting(actor, name) : [];
  // Of what was never published there is only what was begun, or is proposed.
  const instead = readable || first?.state === "open" ? undefined : (proposals[0] ?? first)?.id;
  const id = wanted ?? instead;
  const asked = id === undefined ? null : await draftView(actor, id);
  if (asked ? asked.offering !== name : !readable && !first) throw notThere(name);
  const owner = published?.metadata.owner ?? asked?.owner ?? first?.owner ?? "";
  const mayWrite = may(actor, { verb: "offering.write", owner }).allowed;
  const draft = mayWrite ? teamDraft : mine?.state === "open" ? mine : undefined;
  const teams = new Map((await listTeams(db)).map((team) => [team.name, team.title]));
  return {
    offering: readable ? await asOffering(actor, published, teams) : null,
    published: readable ? { source: published.source, number: published.number } : null,
    draft: asked ?? (draft ? await asView(actor, draft) : null),
    proposals,
    answered: await answered(actor, mine),
    mayWrite,
    mayPropose: readable === true && may(actor, { verb: "offering.propose", ...published.metadata }).allowed,
    path: readable ? await pathOf(name, published.number) : [],
    places: await placesOf(actor),
  };
}

/** What has gone with its file is there for its own people only. */
function canRead(actor: Actor, { metadata, hidden }: PublishedRow): boolean {
  if (hidden && !may(actor, { verb: "offering.write", owner: metadata.owner }).allowed) return false;
  return may(actor, { verb: "catalog.read", ...metadata }).allowed;
}

/** What waits for the owners; of their own proposals people see theirs as the draft. */
async function waiting(actor: Actor, name: string) {
  const rows = await listDrafts(database(), { offering: name, seenBy: eyesOf(actor) }, mostProposals);
  return asItems(
    actor,
    rows.filter(({ proposal, submittedAt }) => proposal && submittedAt !== null),
  );
}

async function answered(actor: Actor, mine: DraftRow | undefined) {
  if (!mine || mine.state === "open" || mine.state === "discarded") return null;
  const [item] = await asItems(actor, [{ ...mine, head: mine.source }]);
  return item ?? null;
}

async function placesOf(actor: Actor): Promise<StudioPage["places"]> {
  const [projects, environments] = await Promise.all([listProjects(database()), listEnvironments(database())]);
  return {
    projects: projects
      .filter(({ team }) => may(actor, { verb: "request.create", projectTeam: team }).allowed)
      .map(({ name, title, team }) => ({ name, title, team })),
    environments: environments.map(({ name, title, tests }) => ({
      name,
      title,
      tests: takesTests({ tests }, env().sandbox),
    })),
  };
}

function notThere(name: string): Problem {
  return new Problem("not_found", `There is no offering “${name.slice(0, 63)}”, and no draft of one.`, {
    remedy: "Look it up in the studio.",
  });
}
