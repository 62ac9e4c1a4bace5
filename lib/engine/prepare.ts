import type { Reader } from "#db/client.ts";
import { type ConnectionRow, listConnections, opened } from "#db/connection.ts";
import type { PersonWithTeams } from "#db/organisation.ts";
import { loadStanding, type Standing } from "#db/standing.ts";
import type { OpenConnection } from "#lib/adapters/adapter.ts";
import { may } from "#lib/core/access.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { type Connected, connectionOf, isOpenTo, type KnownConnection } from "#lib/core/decide/connection.ts";
import { decide } from "#lib/core/decide/decide.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { fillHoles, type Pinned } from "#lib/core/plan/fill.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import type { EngineContext } from "./context.ts";
import type { Known } from "./facts.ts";
import { bound } from "./gates.ts";
import { type Earlier, withEarlier } from "./removal.ts";
import { vouchingFor } from "./requester.ts";
import type { Taken } from "./take.ts";

/** A step in hand, with everything its payload is made of. */
export interface Informed extends Taken {
  pinned: Pinned;
  known: Known;
  /** For a step that removes what an earlier request has made. */
  earlier?: Earlier | undefined;
}

export interface Prepared {
  payload: JsonObject;
  /** The same with secrets as ••••••, to be stored. */
  redacted: JsonObject;
  connection: OpenConnection | null;
}

/** Everything a call needs, or why it can't be made: the connection opened, the payload filled and checked at the gate. */
export async function prepare(
  engine: Pick<EngineContext, "db" | "capabilities" | "gates">,
  taken: Informed,
): Promise<Prepared | { problem: StepProblem }> {
  const way = await wayOf(engine, taken);
  const starts = taken.todo.task === "start";
  const denied = starts ? await denial(engine.db, engine.capabilities, taken, way) : null;
  if (denied) return { problem: denied };
  const { step, pinned, known } = taken;
  const definition = adapterDefinition(step.uses);
  const connected = connect(way);
  if ("problem" in connected) return connected;
  const filled = withEarlier(fillHoles(pinned, step.plan, known.facts), step.plan, known.facts, taken.earlier);
  if ("problem" in filled) return filled;
  const parsed = definition.payload.safeParse(filled.payload);
  if (!parsed.success) return { problem: badPayload(parsed.error.issues) };
  return { ...filled, connection: connected.connection };
}

/** The connection a step goes through, as it is now, and those it was chosen from; with who ordered it, as they are now. */
interface Way {
  connections: readonly KnownConnection[];
  found: Connected;
  row: ConnectionRow | undefined;
  person?: PersonWithTeams | undefined;
}

/** Chosen from what the engine knows; it asks once more before it says no. */
async function wayOf({ db, gates }: Pick<EngineContext, "db" | "gates">, taken: Informed): Promise<Way> {
  const { step, pinned, todo } = taken;
  if (adapterDefinition(step.uses).connection === null)
    return { connections: [], found: { name: null }, row: undefined };
  // What was made through a connection is followed there, also after it has been closed to the team.
  const owner = todo.task === "start" ? pinned.offering.metadata.owner : undefined;
  const choose = async (known?: Standing): Promise<Way> => {
    const connections = await gates.known(db);
    const found = connectionOf(bound(step), connections, owner);
    if ("missing" in found || found.name === null) return { connections, found, row: undefined };
    const asked = { connection: found.name, person: todo.task === "start" ? taken.row.person : null };
    const standing = known?.connection?.name === found.name ? known : await loadStanding(db, asked);
    return { connections, found, row: standing.connection, person: standing.person };
  };
  const way = await choose(taken.standing);
  if (way.row && (owner === undefined || isOpenTo(way.row, owner))) return way;
  gates.forget();
  return choose();
}

function connect({ found, row }: Way): Pick<Prepared, "connection"> | { problem: StepProblem } {
  if ("missing" in found)
    return { problem: { code: "connection_missing", sentence: found.missing, remedy: `${found.remedy} Then retry.` } };
  if (!row) return { connection: null };
  const connection = opened(row);
  return { connection: { ...connection, baseUrl: connection.baseUrl.replace(/\/+$/, "") } };
}

/** Asked again now, because teams, connections and engines may have changed since the order. */
export async function denial(
  db: Reader,
  capabilities: EngineContext["capabilities"],
  { row, step, pinned }: Informed,
  { connections, person }: Partial<Pick<Way, "connections" | "person">> = {},
): Promise<StepProblem | null> {
  const { title, owner, availableTo, environments } = pinned.offering.metadata;
  // What there is can be retired wherever, and by whom, it is offered meanwhile; a draft that is tried is offered nowhere yet.
  const offered = row.operation === "retire" || row.revision < 0 ? {} : { availableTo, environments };
  const ask = { verb: "request.create", projectTeam: row.team, availableTo: offered.availableTo } as const;
  const actor = await vouchingFor(db, row, ask, person);
  const decision = decide({
    actor,
    ask,
    offering: { title, owner, environments: offered.environments },
    environment: row.environment,
    steps: [bound(step)],
    connections: connections ?? (await listConnections(db)),
    engines: [capabilities],
    refusingPolicies: [],
  });
  if (decision.answer === "allow") return null;
  const left = !may(actor, { verb: "request.create", projectTeam: row.team }).allowed;
  const { kind, name } = row.requester;
  const byToken = left && kind === "token" && row.vouchedBy === null;
  const told = byToken
    ? `The token “${name}”, which ordered this, may no longer order for team ${row.team}.`
    : decision.reasons.map(({ sentence }) => sentence).join(" ");
  const another = `Somebody who is in team ${row.team} retries it, and it goes on with their permission.`;
  const remedies = [...(left ? [another] : []), ...decision.reasons.flatMap(({ remedy }) => remedy ?? [])];
  return {
    code: "denied",
    sentence: told || "This step may not run now.",
    ...(remedies.length > 0 ? { remedy: remedies.join(" ") } : {}),
  };
}

function badPayload(issues: readonly { path: PropertyKey[]; message: string }[]): StepProblem {
  return {
    code: "payload_invalid",
    sentence: "What this step would send does not fit its adapter.",
    detail: issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`).join("\n"),
    remedy: "The offering's authors have to correct its document.",
  };
}
