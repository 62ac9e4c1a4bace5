import { listConnections, openConnection } from "#db/connection.ts";
import { loadRevision } from "#db/offering.ts";
import { loadBundle } from "#db/module.ts";
import { answerProbe, loadProbe, loadTargets, noteAnswers, type ProbeRow } from "#db/probe.ts";
import { AdapterError, type OpenConnection, type ProbeContext } from "#lib/adapters/adapter.ts";
import { probeConnection } from "#lib/adapters/connection.ts";
import { adapterFor } from "#lib/adapters/index.ts";
import { thrown } from "#lib/adapters/probe.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { connectionOf, type KnownConnection } from "#lib/core/decide/connection.ts";
import { pointer } from "#lib/core/json.ts";
import { type Finding, type ProbeAnswer, probeSeconds, verdictOf } from "#lib/core/probe/finding.ts";
import type { RenderedWay } from "#lib/core/probe/rendered.ts";
import { type ProbeTarget, probeTargets, type ProbeWay } from "#lib/core/probe/targets.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import { log } from "#lib/log.ts";
import { callingFor } from "./calls.ts";
import type { EngineContext } from "./context.ts";
import { few } from "./few.ts";
import { cleanFindings } from "./probe-clean.ts";

/** Outside systems mind many calls at once. */
const atOnce = 6;

type Probing = Pick<EngineContext, "db" | "stopping" | "dataDir">;

/** Answers a probe, reading only. Whoever dies on the way leaves it to the next: the wake-up is sent again. */
export async function answer(engine: Probing, id: string, withinMs?: number): Promise<void> {
  const row = await loadProbe(engine.db, id);
  if (!row || row.answeredAt !== null) return;
  const limitMs = withinMs ?? probeSeconds[row.dryRun ? "dryRun" : "plain"] * 1000;
  const signal = AbortSignal.any([engine.stopping, AbortSignal.timeout(limitMs)]);
  const answers = await answersTo(engine, row, signal);
  if (engine.stopping.aborted) throw new Error("This engine stops.");
  await answerProbe(engine.db, id, answers);
}

async function answersTo(engine: Probing, row: ProbeRow, signal: AbortSignal): Promise<ProbeAnswer[]> {
  if (row.connection !== null) return [await aboutConnection(engine, row.connection, signal)];
  const known = await listConnections(engine.db);
  const targets = row.dryRun ? await loadTargets(engine.db, row.id) : null;
  if (targets) return asTheyCome(engine, row.id, targets, (target) => aboutStep({ engine, known, signal }, target));
  const revision =
    row.offering === null || row.revision === null
      ? undefined
      : await loadRevision(engine.db, row.offering, row.revision);
  if (!revision) return [];
  const { modules, document } = revision;
  const around = { engine, known, signal, modules, owner: document.metadata.owner };
  return few(probeTargets(document), atOnce, (target) => aboutStep(around, target));
}

/** Each answer is told when it is there, in the order of the steps: planning a module takes its time, and others do not. */
async function asTheyCome(
  { db }: Probing,
  id: string,
  targets: readonly ProbeTarget[],
  about: (target: ProbeTarget) => Promise<ProbeAnswer>,
): Promise<ProbeAnswer[]> {
  const answers: (ProbeAnswer | undefined)[] = targets.map(() => undefined);
  const soFar = () => answers.filter((one) => one !== undefined);
  let noted = Promise.resolve();
  await few([...targets.entries()], atOnce, async ([at, target]) => {
    answers[at] = await about(target);
    noted = noted.then(() => noteAnswers(db, id, soFar()));
    await noted;
  });
  return soFar();
}

interface Around {
  engine: Probing;
  known: readonly KnownConnection[];
  signal: AbortSignal;
  /** Of the revision, when it is asked about as it stands. */
  modules?: Modules;
  /** The team whose offering it is. */
  owner?: string;
}

async function aboutStep(around: Around, { operation, step, title, ways }: ProbeTarget): Promise<ProbeAnswer> {
  const findings: Finding[] = [];
  for (const way of ways) findings.push(...(await aboutWay(around, way)));
  return { title, step, operation, verdict: verdictOf(findings), findings };
}

async function aboutWay(around: Around, way: ProbeWay): Promise<Finding[]> {
  const { engine, known, signal } = around;
  const adapter = await adapterFor(way.uses);
  if (adapter?.probe === undefined) return [];
  const found = connectionOf(way, known, way.rendered?.owner ?? around.owner);
  if ("missing" in found) return [{ level: "problem", sentence: found.missing, remedy: found.remedy, path: way.path }];
  const ask = async () => {
    const connection = found.name === null ? null : await opened(engine, found.name);
    const brought = way.rendered ? await broughtBy(engine, way.rendered) : { modules: around.modules ?? {} };
    const context = { connection, signal, questions: way.questions, ...brought };
    const asked = callingFor(
      connection && { connection: connection.name },
      async () => adapter.probe?.(context, way.with) ?? [],
    );
    return cleanFindings(await asked, connection);
  };
  const findings = await within(ask, signal, adapterDefinition(way.uses).title);
  return findings.map((finding) => ({ ...finding, path: placeOf(finding, way) }));
}

function placeOf({ path }: Finding, way: ProbeWay): string {
  return path === "" || way.rendered?.part ? way.path : way.path + pointer("with") + path;
}

/** What a step of a dry run brings: the module that its plan pins. */
async function broughtBy(
  { db, dataDir }: Probing,
  { module, madeUp }: RenderedWay,
): Promise<Pick<ProbeContext, "modules" | "dryRun">> {
  const bundle = module && (await loadBundle(db, module.digest));
  const modules = bundle ? { [bundle.folder]: bundle } : {};
  return { modules, dryRun: { dataDir, madeUp, ...(bundle ? { bundle } : {}) } };
}

async function aboutConnection(engine: Probing, name: string, signal: AbortSignal): Promise<ProbeAnswer> {
  const gone: Finding = { level: "problem", sentence: `There is no connection “${name}” any more.`, path: "" };
  const ask = async () => {
    const connection = await opened(engine, name);
    if (!connection) return [gone];
    const context = { connection, signal, modules: {}, questions: {} };
    return cleanFindings(await callingFor({ connection: name }, () => probeConnection(context)), connection);
  };
  const findings = await within(ask, signal, name);
  return { title: name, verdict: verdictOf(findings), findings };
}

async function opened({ db }: Probing, name: string): Promise<OpenConnection | null> {
  const connection = await openConnection(db, name);
  return connection ? { ...connection, baseUrl: connection.baseUrl.replace(/\/+$/, "") } : null;
}

/** What was asked, or that it could not be: a probe is always answered. */
async function within(ask: () => Promise<Finding[]>, signal: AbortSignal, title: string): Promise<Finding[]> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AdapterError) return [thrown(error)];
    if (error instanceof Problem) return [inTheWay(error)];
    if (signal.aborted) return [unasked(`${title} did not answer in time.`)];
    log.error("a probe stumbled", { title, error });
    return [unasked(`PAO stumbled over what ${title} answered; its log says more.`)];
  }
}

const unasked = (sentence: string): Finding => ({ level: "unknown", sentence, path: "" });

/** PAO itself can't ask: a credential that does not open says so, with its remedy. */
const inTheWay = ({ message, remedy }: Problem): Finding => ({
  level: "problem",
  sentence: message,
  ...(remedy === undefined ? {} : { remedy }),
  path: "",
});
