import { own } from "#lib/core/expression/shape.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { automationLevel } from "#lib/core/offering/automation.ts";
import type { Offering, StepDocument } from "#lib/core/offering/document.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { error, oneOf } from "#lib/core/offering/rules/room.ts";
import type { Room } from "#lib/core/offering/rules/room.ts";
import { childNames, pinsOf } from "./child.ts";
import type { ChildOffering } from "./child.ts";
import { embedQuestions } from "./embed.ts";
import { outputsOfOffering } from "./outputs.ts";

/** How many requests may hang below each other: more than that nobody oversees. */
const deepest = 3;

/**
 * A document with what it takes from other offerings: their questions in its form, and in each step that orders one the
 * revision that is ordered with the outputs it declares. What can't be taken is an issue. Nothing else has to look them up.
 */
export function composeOffering(room: Room): Offering {
  const { offering } = room;
  if (childNames(offering).length === 0) return offering;
  const operations = Object.entries(offering.operations).map(([name, operation]): [string, Operation] => {
    const { fulfillment } = operation;
    return [
      name,
      fulfillment ? { ...operation, fulfillment: composed(room, fulfillment, ["operations", name]) } : operation,
    ];
  });
  return {
    ...offering,
    ...embedQuestions(room),
    fulfillment: composed(room, offering.fulfillment, []),
    operations: Object.fromEntries(operations),
  };
}

type Operation = Offering["operations"][string];

function composed(room: Room, fulfillment: Offering["fulfillment"], at: Path): Offering["fulfillment"] {
  return { ...fulfillment, steps: composeSteps(room, fulfillment.steps, [...at, "fulfillment", "steps"]) };
}

function composeSteps(room: Room, steps: readonly StepDocument[], at: Path): StepDocument[] {
  return steps.map((step, position) => {
    const path = [...at, position];
    if (step.any)
      return {
        ...step,
        any: step.any.map((way, index) =>
          way.uses === "offering" ? { ...way, with: pinnedIn(room, way.with, [...path, "any", index, "with"]) } : way,
        ),
      };
    return step.uses === "offering" ? { ...step, with: pinnedIn(room, step.with ?? {}, [...path, "with"]) } : step;
  });
}

function pinnedIn(room: Room, given: JsonObject, path: Path): JsonObject {
  const { pinned, ...config } = given;
  const { children, offerings = [], retired = [] } = room.context;
  const name = config["offering"];
  if (pinned !== undefined)
    error(room, [...path, "pinned"], "PAO fills this in itself: leave it out.", room.locate.key([...path, "pinned"]));
  if (!children || typeof name !== "string") return config;
  const at = [...path, "offering"];
  const child = own(children, name);
  if (child) return goesRound(room, name, child, at) ? config : { ...config, pinned: pinOf(child) };
  if (name === room.offering.metadata.name) error(room, at, `${name} can't order itself.`);
  else if (retired.includes(name)) error(room, at, `${name} is retired: it can't be ordered any more.`);
  else if (offerings.includes(name))
    error(room, at, `${name} is not offered: there is no revision of it that could be ordered.`);
  else oneOf(room, "error", at, name, [...offerings, ...Object.keys(children)], "no offering of this catalog");
  return config;
}

/** Whether ordering it would lead back here, or down too many levels. */
function goesRound(room: Room, name: string, child: ChildOffering, at: Path): boolean {
  const self = room.offering.metadata.name;
  if (name === self) error(room, at, `${name} can't order itself.`);
  else if (below(child.document).includes(self))
    error(room, at, `These offerings order each other: ${self} → ${name} → ${self}.`);
  else if (depthOf(child.document) > deepest)
    error(room, at, `${name} orders others that order others: more than ${deepest} levels are too many to follow.`);
  else return false;
  return true;
}

function pinOf(child: ChildOffering): JsonObject {
  const { document, revision } = child;
  const { title, owner } = document.metadata;
  const outputs = Object.entries(outputsOfOffering(child)).map(([name, output]) => [name, { ...output }] as const);
  return {
    revision,
    title,
    owner,
    level: automationLevel(document),
    below: below(document),
    depth: depthOf(document),
    outputs: Object.fromEntries(outputs),
  };
}

/** Every offering below one, itself left out. */
function below(document: Offering): string[] {
  const pins = Object.entries(pinsOf(document));
  return [...new Set(pins.flatMap(([name, pin]) => [name, ...pin.below]))].sort();
}

function depthOf(document: Offering): number {
  return 1 + Math.max(0, ...Object.values(pinsOf(document)).map(({ depth }) => depth));
}
