import type { Read } from "#lib/core/expression/check.ts";
import { evaluate, ExpressionProblem, renderText } from "#lib/core/expression/evaluate.ts";
import { own } from "#lib/core/expression/shape.ts";
import type { Scope } from "#lib/core/expression/shape.ts";
import { parseTemplate } from "#lib/core/expression/template.ts";
import type { TemplatePart } from "#lib/core/expression/template.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { describe, latest, quoted, readsOf, waitsFor } from "./open.ts";
import type { OpenAnswers, Until } from "./open.ts";
import type { Hole, OpenExpression } from "./plan.ts";

/** What a text is rendered with. */
export interface Rendering {
  roots: JsonObject;
  scope: Scope;
  titles: ReadonlyMap<string, string>;
  /** Told what every expression reads that stays open, so that the plan can keep it. */
  keep: (reads: readonly Read[]) => void;
  /** Answers that are not known yet; all are when left out. */
  open?: OpenAnswers | undefined;
  /** Whether the step runs is not known yet: what its condition proves to be there may be absent now, and then it never starts. */
  mayNotRun?: boolean;
}

export interface Rendered {
  value: Json;
  hole?: Omit<Hole, "pointer">;
}

type Piece = string | { json: Json } | { open: OpenExpression; until: Until };

/** A text of the document: its value, or a hole where something in it is not known yet. `escape` is for values inside text. */
export function renderTemplate(text: string, rendering: Rendering, escape: (text: string) => string): Rendered {
  const template = parseTemplate(text);
  const pieces = template.parts.map((part) => piece(part, rendering));
  if (template.whole) {
    const one = pieces.find((each) => typeof each !== "string");
    if (one !== undefined) return "json" in one ? { value: one.json } : { value: null, hole: holeOf([one], true) };
  }
  const texts = pieces.map((each) =>
    typeof each === "object" && "json" in each ? escape(renderText(each.json)) : each,
  );
  const known = texts.filter((each) => typeof each === "string");
  return known.length < texts.length ? { value: "", hole: holeOf(texts, false) } : { value: known.join("") };
}

/** The parts of a text one by one, for texts whose values are kept apart from the author's words. */
export function renderParts(
  text: string,
  rendering: Rendering,
): { text: string; mine: boolean; hole?: Omit<Hole, "pointer"> }[] {
  return parseTemplate(text).parts.map((part) => {
    const one = piece(part, rendering);
    if (typeof one === "string") return { text: one, mine: true };
    return "json" in one
      ? { text: renderText(one.json), mine: false }
      : { text: "", mine: false, hole: holeOf([one], false) };
  });
}

function piece(part: TemplatePart, rendering: Rendering): Piece {
  if ("text" in part) return part.text;
  const { scope, titles, keep, open } = rendering;
  const { expression } = part;
  const reads = readsOf(expression, scope);
  const until = waitsFor(reads, open);
  const known = until === undefined ? valueOf(expression, reads, rendering) : undefined;
  if (known && "json" in known) return known;
  keep(reads);
  return { open: { expression, shows: known?.absent ?? describe(reads, titles, open) }, until: until ?? "outputs" };
}

function valueOf(
  expression: string,
  reads: readonly Read[],
  { roots, scope, mayNotRun }: Rendering,
): { json: Json } | { absent: string } {
  try {
    return { json: evaluate(expression, roots, scope) };
  } catch (error) {
    const absent = reads.filter(({ path }) => !isThere(path, roots));
    if (!mayNotRun || !(error instanceof ExpressionProblem) || absent.length === 0) throw error;
    return { absent: absent.map(({ path }) => path.slice(1).join(".")).join(", ") };
  }
}

function isThere(path: readonly string[], roots: JsonObject): boolean {
  let at: Json | undefined = roots;
  for (const name of path) at = isJsonObject(at) ? own(at, name) : undefined;
  return at !== undefined;
}

function holeOf(
  pieces: readonly (string | { open: OpenExpression; until: Until })[],
  whole: boolean,
): Omit<Hole, "pointer"> {
  return {
    parts: pieces.map((each) => (typeof each === "string" ? each : each.open)),
    whole,
    until: latest(pieces.flatMap((each) => (typeof each === "string" ? [] : [each.until]))),
    shows: pieces.map((each) => (typeof each === "string" ? each : quoted(each.open.shows))).join(""),
  };
}
