import { may, type Actor, type Ask } from "#lib/core/access.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";
import { probeState } from "#lib/core/probe/finding.ts";
import { partsOf } from "#lib/core/json.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { loadRevision } from "#db/offering.ts";
import { latestProbe, loadProbe, type ProbeRow } from "#db/probe.ts";
import type { PlacedFinding, ProbeView } from "./shape.ts";

/** A probe, for whoever may ask it. */
export async function probeView(actor: Actor, id: string): Promise<ProbeView> {
  const row = uuid.test(id) ? await loadProbe(database(), id) : undefined;
  const revision = row && (await revisionOf(row));
  if (!row || !may(actor, askOf(row, revision?.document.metadata.owner)).allowed)
    throw new Problem("not_found", "There is no such probe, or it is gone: answers are kept for seven days.");
  return shown(row, revision?.source);
}

/** May this actor probe an offering, and what did the last one say of the revision that is offered? */
export async function offeringProbe(
  actor: Actor,
  { name, owner, revision }: { name: string; owner: string; revision: number },
): Promise<{ allowed: boolean; latest: ProbeView | null }> {
  if (!may(actor, { verb: "offering.probe", owner }).allowed) return { allowed: false, latest: null };
  const row = await latestProbe(database(), { offering: name, revision });
  return { allowed: true, latest: row ? shown(row, (await revisionOf(row))?.source) : null };
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

async function revisionOf({ offering, revision }: ProbeRow) {
  return offering === null || revision === null ? undefined : loadRevision(database(), offering, revision);
}

function askOf({ connection }: ProbeRow, owner: string | undefined): Ask {
  return connection === null ? { verb: "offering.probe", owner: owner ?? "" } : { verb: "connection.read" };
}

function shown(row: ProbeRow, source: string | undefined): ProbeView {
  const { id, offering, revision, connection, askedBy, askedAt, answeredAt, answers, age, dryRun } = row;
  const place = placer(source ?? "");
  return {
    id,
    state: probeState(answeredAt !== null, age, dryRun ? "dryRun" : "plain"),
    ...(offering === null || revision === null ? {} : { offering, revision }),
    ...(connection === null ? {} : { connection }),
    ...(dryRun ? { dryRun: true as const } : {}),
    askedBy: askedBy.name,
    askedAt: askedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    answers: (answers ?? []).map((answer) => ({ ...answer, findings: answer.findings.map(place) })),
  };
}

function placer(source: string): (finding: PlacedFinding) => PlacedFinding {
  if (source === "") return (finding) => finding;
  const { locate } = parseOffering(source);
  return (finding) => ({ ...finding, line: locate.key(partsOf(finding.path)).line });
}
