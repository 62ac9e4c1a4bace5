import type { AdapterKind, Offering } from "#lib/core/offering/document.ts";
import type { Json } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";
import { issueAt, withFix } from "#lib/core/offering/sentence.ts";
import type { Locate, Path, Place } from "#lib/core/offering/locate.ts";
import type { Children } from "#lib/core/offering/bundle/child.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import { nearest } from "#lib/core/expression/nearest.ts";

/** What is there to compare a document with. What is left out is not compared. */
export interface CheckContext {
  teams?: readonly string[];
  /** Those of them whose offerings the writer may publish; without them nothing is said of whose it is made. */
  publishable?: readonly string[];
  /** The offering that the text is a draft of: what is published keeps its name. */
  draftOf?: { name: string; published: boolean };
  /** `teams`: whose offerings may use it; all when there is no list. */
  connections?: readonly { name: string; kind: string; teams?: readonly string[] | null }[];
  environments?: readonly string[];
  /** Names of other offerings, whether they can be ordered or not. */
  offerings?: readonly string[];
  /** Those of them that were taken out of the catalog: nothing new may order them. */
  retired?: readonly string[];
  /** The offerings that the document names, as they are offered now; without them nothing is said of what they ask. */
  children?: Children;
  /** The platform's constants; without them any name below `vars` is taken. */
  vars?: Json;
  /** Adapters that can run; those that describe themselves as built when left out. */
  builtAdapters?: readonly AdapterKind[];
  /** Modules that documents may name; without them nothing is said of modules. */
  modules?: Modules;
}

/** What every rule works on and writes into. */
export interface Room {
  offering: Offering;
  context: CheckContext;
  locate: Locate;
  issues: Issue[];
  /** What the expressions of this document cost together. */
  cost: number;
  expressions: number;
  patterns: number;
}

export function error(room: Room, path: Path, message: string, place: Place = room.locate.value(path)): void {
  room.issues.push(issueAt("error", path, place, message));
}

export function warn(room: Room, path: Path, message: string, place: Place = room.locate.value(path)): void {
  room.issues.push(issueAt("warning", path, place, message));
}

/** A name that has to be one of some: says so with the nearest right one, which it offers as a fix. */
export function oneOf(
  room: Room,
  severity: Issue["severity"],
  path: Path,
  name: string,
  names: Iterable<string>,
  what: string,
  at?: Place,
): boolean {
  const known = new Set(names);
  if (known.has(name)) return true;
  misnamed(room, severity, path, name, nearest(name, known), `${name} is ${what}`, at ?? room.locate.value(path));
  return false;
}

/** Says what is wrong with a name, and offers the one that was probably meant. */
export function misnamed(
  room: Room,
  severity: Issue["severity"],
  path: Path,
  name: string,
  meant: string | undefined,
  says: string,
  place: Place,
): void {
  const issue = issueAt(severity, path, place, `${says}${meant === undefined ? "." : `; did you mean ${meant}?`}`);
  room.issues.push(meant === undefined ? issue : withFix(issue, within(place, name), meant));
}

/** The name itself, without the quotes it stands in; nothing that can be replaced where it is written otherwise. */
function within(place: Place, name: string): Place {
  const quotes = (place.length - name.length) / 2;
  if (quotes !== 0 && quotes !== 1) return { ...place, length: 0 };
  return { ...place, column: place.column + quotes, length: name.length };
}

/** Where a document's fulfilment stands, for the first order and for each operation. */
export interface Part {
  operation?: string;
  path: Path;
}

export function partsOf(offering: Offering): Part[] {
  return [
    { path: [] },
    ...Object.keys(offering.operations).map((operation) => ({ operation, path: ["operations", operation] })),
  ];
}
