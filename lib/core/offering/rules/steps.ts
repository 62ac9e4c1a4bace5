import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { StepDocument, Way } from "#lib/core/offering/document.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { mayFallBack } from "#lib/core/offering/fallback.ts";
import { effectiveNeeds } from "#lib/core/offering/needs.ts";
import { issuesOf } from "#lib/core/offering/sentence.ts";
import { error, oneOf, warn } from "./room.ts";
import type { Room } from "./room.ts";
import { checkTask } from "./task.ts";

/** Ids, order and adapters of the steps below a path. */
export function checkSteps(room: Room, steps: readonly StepDocument[], at: Path): void {
  checkIds(room, steps, at);
  checkNeeds(room, steps, at);
  steps.forEach((step, position) => {
    for (const { way, path } of placesAt(step, [...at, position])) checkWay(room, way, path);
    checkChoice(room, step, [...at, position]);
    checkFallback(room, step, [...at, position]);
  });
}

/** The ways of a step with their places: below `any`, or the step itself. */
export function waysAt(step: StepDocument, path: Path): { way: Way; path: Path }[] {
  if (step.any) return step.any.map((way, position) => ({ way, path: [...path, "any", position] }));
  if (!step.uses) return [];
  const connection = step.connection === undefined ? {} : { connection: step.connection };
  return [{ way: { uses: step.uses, with: step.with ?? {}, ...connection }, path }];
}

/** The same, and what takes the place of them: it is held to all that a way is held to. */
export function placesAt(step: StepDocument, path: Path): { way: Way; path: Path }[] {
  const { fallback } = step;
  return [...waysAt(step, path), ...(fallback ? [{ way: fallback, path: [...path, "fallback"] }] : [])];
}

function checkIds(room: Room, steps: readonly StepDocument[], at: Path): void {
  const seen = new Set<string>();
  steps.forEach((step, position) => {
    if (seen.has(step.id))
      error(room, [...at, position, "id"], `Two steps are called ${step.id}; each needs a name of its own.`);
    seen.add(step.id);
  });
}

function checkNeeds(room: Room, steps: readonly StepDocument[], at: Path): void {
  const ids = steps.map((step) => step.id);
  steps.forEach((step, position) => {
    step.needs?.forEach((needed, index) => {
      const path = [...at, position, "needs", index];
      if (needed === step.id) error(room, path, `Step ${step.id} can't wait for itself.`);
      else oneOf(room, "error", path, needed, ids, "no step of this offering");
    });
  });
  const circle = circleIn(effectiveNeeds(steps));
  if (!circle) return;
  const position = ids.indexOf(circle[0] ?? "");
  error(
    room,
    [...at, position, "needs"],
    `These steps wait for each other: ${[...circle, circle[0] ?? ""].join(" → ")}.`,
  );
}

/** The ids of steps that wait for each other in a circle of two or more. */
function circleIn(needs: Readonly<Record<string, readonly string[]>>): string[] | undefined {
  const done = new Set<string>();
  const visit = (id: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(id)) return trail.slice(trail.indexOf(id));
    if (done.has(id)) return undefined;
    for (const next of needs[id] ?? []) {
      const found = next === id ? undefined : visit(next, [...trail, id]);
      if (found) return found;
    }
    done.add(id);
    return undefined;
  };
  for (const id of Object.keys(needs)) {
    const found = visit(id, []);
    if (found) return found;
  }
  return undefined;
}

function checkChoice(room: Room, step: StepDocument, path: Path): void {
  step.any?.forEach((way, position) => {
    const last = position === (step.any?.length ?? 0) - 1;
    if (last && way.if !== undefined) {
      error(room, [...path, "any", position, "if"], "The last way has no `if`: it is taken when no other is.");
    }
    if (!last && way.if === undefined)
      warn(room, [...path, "any", position], "This way has no `if`, so that those below it are never taken.");
  });
}

function checkFallback(room: Room, step: StepDocument, path: Path): void {
  const { fallback, id } = step;
  if (!fallback) return;
  const at = [...path, "fallback"];
  if (!waysAt(step, path).some(({ way }) => mayFallBack(way.uses))) {
    const message = `No machine does ${id}: a fallback takes the place of http, github-workflow, github-pull-request or terraform.`;
    error(room, at, message, room.locate.key(at));
  }
  if (fallback.with["outputs"] === undefined) return;
  const message = "A fallback names no outputs: PAO asks for those that the step owes, when it is done.";
  error(room, [...at, "with", "outputs"], message, room.locate.key([...at, "with", "outputs"]));
}

function checkWay(room: Room, way: Way, path: Path): void {
  const definition = adapterDefinition(way.uses);
  const parsed = definition.config.safeParse(way.with);
  if (!parsed.success) {
    room.issues.push(...issuesOf(parsed.error.issues, definition.config, way.with, room.locate, [...path, "with"]));
  } else if (way.uses === "manual") {
    checkTask(room, way, [...path, "with"]);
  }
  const built = room.context.builtAdapters ? room.context.builtAdapters.includes(way.uses) : definition.built;
  if (!built)
    warn(
      room,
      [...path, "uses"],
      `Steps with ${way.uses} can't be run yet: this offering can be published, and not be ordered.`,
    );
  checkConnection(room, way, path, definition.connection);
}

export function checkConnection(
  room: Room,
  way: Pick<Way, "uses" | "connection">,
  path: Path,
  kind: string | null,
): void {
  if (kind === null) {
    if (way.connection !== undefined) warn(room, [...path, "connection"], `Steps with ${way.uses} use no connection.`);
    return;
  }
  const { connections } = room.context;
  if (!connections) return;
  const { owner } = room.offering.metadata;
  const ofKind = connections.filter((connection) => connection.kind === kind);
  const fitting = ofKind.filter(({ teams }) => teams?.includes(owner) ?? true).map(({ name }) => name);
  if (way.connection !== undefined) {
    if (!fitting.includes(way.connection) && ofKind.some(({ name }) => name === way.connection)) {
      const others = fitting.length === 0 ? "" : `; the team may use ${fitting.join(", ")}`;
      warn(room, [...path, "connection"], `${way.connection} is not open to team ${owner}${others}.`);
      return;
    }
    oneOf(
      room,
      "warning",
      [...path, "connection"],
      way.connection,
      fitting,
      `not the name of a connection of kind ${kind}`,
    );
  } else if (fitting.length === 0 && ofKind.length > 0) {
    warn(
      room,
      [...path, "uses"],
      `No connection of kind ${kind} is open to team ${owner}; an admin opens one in the settings.`,
    );
  } else if (fitting.length === 0) {
    warn(room, [...path, "uses"], `There is no connection of kind ${kind} yet; an admin adds one in the settings.`);
  } else if (fitting.length > 1) {
    warn(room, [...path, "uses"], `There are several connections of kind ${kind}; say which: ${fitting.join(", ")}.`);
  }
}
