import { renewPatience } from "#lib/core/expression/linear.ts";
import type { Read } from "#lib/core/expression/check.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";
import { own } from "#lib/core/expression/shape.ts";
import { composeOffering } from "./bundle/compose.ts";
import type { Offering } from "./document.ts";
import type { Locate } from "./locate.ts";
import { iconNames } from "./icons.ts";
import { retiresByDestroy } from "./operations.ts";
import { parseOffering } from "./parse.ts";
import { checkCost } from "./rules/expressions.ts";
import { checkFulfillment } from "./rules/fulfillment.ts";
import { checkQuestions } from "./rules/questions.ts";
import { error, oneOf, partsOf, warn } from "./rules/room.ts";
import type { CheckContext, Part, Room } from "./rules/room.ts";
import { distinct, inOrder } from "./sentence.ts";
import { checkUi } from "./rules/ui.ts";
import { checkUnused } from "./rules/unused.ts";

export type { CheckContext } from "./rules/room.ts";

/**
 * Reads a document and checks everything about it that can be known before an order. The offering is there when the
 * document has the right form, also when there are issues: publish it only when none is an error.
 */
export function checkOffering(source: string, context: CheckContext = {}): { offering?: Offering; issues: Issue[] } {
  const { offering: written, issues, locate, meant } = parseOffering(source);
  if (written) return checked(written, context, locate);
  if (!meant) return { issues };
  // What is told now needs no second round once the form is right; warnings may come of what was only guessed.
  const further = checked(meant.offering, context, meant.locate).issues.filter(({ severity }) => severity === "error");
  return { issues: inOrder(distinct([...issues, ...further])) };
}

function checked(written: Offering, context: CheckContext, locate: Locate): { offering: Offering; issues: Issue[] } {
  const room: Room = { offering: written, context, locate, issues: [], cost: 0, expressions: 0, patterns: 0 };
  const offering = composeOffering(room);
  return { offering, issues: lint({ ...room, offering }) };
}

/** What does not make sense in a document of the right form, in the order of its lines. */
function lint(room: Room): Issue[] {
  const { offering } = room;
  renewPatience();
  checkMetadata(room);
  const parts = partsOf(offering).map((part) => ({ part, reads: checkPart(room, part) }));
  // What is done later to what exists may read the answers it was made with.
  const later = parts.flatMap(({ reads }) => answersRead(reads));
  for (const { part, reads } of parts) {
    const inputs = inputsOf(room, part);
    const all = part.operation === undefined ? [...reads, ...later] : reads;
    if (inputs) checkUnused(room, inputs, all, [...part.path, "inputs"]);
  }
  checkCost(room);
  return inOrder(distinct(room.issues));
}

function inputsOf({ offering }: Room, { operation }: Part): JsonObject | undefined {
  return operation === undefined ? offering.inputs : own(offering.operations, operation)?.inputs;
}

/** `resource.inputs.size` reads what was answered to size; the whole resource reads all answers. */
function answersRead(reads: readonly Read[]): Read[] {
  return reads.flatMap((read) => {
    const [root, kept, ...rest] = read.path;
    return root === "resource" && (kept === undefined || kept === "inputs")
      ? [{ ...read, path: ["inputs", ...rest] }]
      : [];
  });
}

/** Gives what its expressions read. */
function checkPart(room: Room, part: Part): Read[] {
  const operation = part.operation === undefined ? undefined : own(room.offering.operations, part.operation);
  if (operation && part.operation !== undefined) {
    const path = [...part.path];
    if (part.operation === "create")
      error(room, path, "create is what ordering does; give this operation another name.", room.locate.key(path));
    if (!operation.fulfillment && !(part.operation === "retire" && retiresByDestroy(room.offering))) {
      error(room, path, `${part.operation} has no fulfillment: say what it does.`, room.locate.key(path));
    }
  }
  const inputs = inputsOf(room, part);
  const ui = operation ? operation.ui : room.offering.ui;
  if (inputs) checkQuestions(room, inputs, [...part.path, "inputs"]);
  checkUi(room, ui, inputs ?? {}, [...part.path, "ui"]);
  return checkFulfillment(room, part);
}

function checkMetadata(room: Room): void {
  const { metadata } = room.offering;
  const { teams, environments } = room.context;
  if (metadata.icon !== undefined)
    oneOf(room, "warning", ["metadata", "icon"], metadata.icon, iconNames, "no icon that the catalog has");
  checkSuccessor(room);
  checkName(room);
  if (teams) {
    checkOwner(room, teams);
    metadata.availableTo?.forEach((team, position) => {
      oneOf(room, "warning", ["metadata", "availableTo", position], team, teams, "no team of this organisation");
    });
  }
  if (!environments) return;
  metadata.environments?.forEach((environment, position) => {
    oneOf(
      room,
      "warning",
      ["metadata", "environments", position],
      environment,
      environments,
      "no environment of this organisation",
    );
  });
}

/** What is told here would be refused when it is published; a name that the writer may not know of is told then. */
function checkName(room: Room): void {
  const { draftOf, offerings } = room.context;
  const { name } = room.offering.metadata;
  if (!draftOf || name === draftOf.name) return;
  const at = ["metadata", "name"];
  if (draftOf.published) error(room, at, `This is a draft of ${draftOf.name}: an offering keeps its name.`);
  else if (offerings?.includes(name)) error(room, at, `The name ${name} is taken. Give it another one.`);
}

function checkOwner(room: Room, teams: readonly string[]): void {
  const { owner } = room.offering.metadata;
  const { publishable } = room.context;
  const at = ["metadata", "owner"];
  // Who publishes for all teams may also publish for one that comes later.
  const refused = publishable !== undefined && publishable.length < teams.length;
  const known = oneOf(room, refused ? "error" : "warning", at, owner, teams, "no team of this organisation");
  if (!known || publishable === undefined || publishable.includes(owner)) return;
  const own = publishable.length === 0 ? "" : ` You may for ${publishable.join(", ")}.`;
  error(room, at, `You may not publish offerings of ${owner}.${own}`);
}

/** What to use instead has to be there, and something else; it is shown of what is deprecated only. */
function checkSuccessor(room: Room): void {
  const { name, successor, lifecycle } = room.offering.metadata;
  const { retired, offerings } = room.context;
  const at = ["metadata", "successor"];
  if (successor === undefined) return;
  if (successor === name) return error(room, at, `${name} can't take its own place: name another offering.`);
  if (lifecycle !== "deprecated")
    warn(room, at, `Nobody is led to ${successor} before lifecycle is deprecated.`, room.locate.key(at));
  if (retired?.includes(successor)) warn(room, at, `${successor} is retired: nobody can order it instead.`);
  else if (offerings) oneOf(room, "warning", at, successor, offerings, "no offering of this catalog");
}
