import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { markdownText, withValues } from "#lib/core/adapter/markdown-text.ts";
import { ExpressionProblem } from "#lib/core/expression/evaluate.ts";
import { isJsonObject, type Json, type JsonObject, pointer } from "#lib/core/json.ts";
import { type Offering, waysOf } from "#lib/core/offering/document.ts";
import { fill, type Filling, fillingOf, type Pinned } from "#lib/core/plan/fill.ts";
import type { Hole, PlannedStep } from "#lib/core/plan/plan.ts";
import { put } from "#lib/core/plan/put.ts";
import type { ProbeTarget, ProbeWay } from "./targets.ts";

/** How one order would take a way: what is known then is known, and its secrets are not among it. */
export interface RenderedWay {
  /** The team whose offering it is a step of. */
  owner: string;
  module?: { folder: string; digest: string };
  /** Where in `with` something made up stands for a secret, as JSON pointers. */
  madeUp: string[];
  /** It is a step of an offering that is ordered: what is found there has no place in this document. */
  part: boolean;
}

/** Every step of a planned order that would run, those of what it orders among them. `below`: the plans of those, however deep. */
export function renderedTargets(pinned: Pinned, below: readonly Pinned[]): ProbeTarget[] {
  return targetsOf(pinned, below, null);
}

/** The step that ordered what is looked at. */
interface Above {
  step: string;
  title: string;
  path: string;
}

function targetsOf(pinned: Pinned, below: readonly Pinned[], above: Above | null): ProbeTarget[] {
  return pinned.plan.steps.flatMap((step) => {
    const at = placeOf(pinned.offering, step, above);
    const child = below.find(({ plan }) => plan === step.child?.plan);
    const runs = step.condition?.known !== false;
    const ways = runs ? [wayOf(pinned, step, at.path, above !== null)] : [];
    const target = { operation: pinned.plan.operation, step: at.step, title: at.title, ways };
    return [target, ...(child ? targetsOf(child, below, at) : [])];
  });
}

function placeOf({ fulfillment: { steps } }: Offering, { id, title, uses }: PlannedStep, above: Above | null): Above {
  if (above) return { step: `${above.step}/${id}`, title: `${above.title} › ${title}`, path: above.path };
  const index = steps.findIndex((step) => step.id === id);
  const document = steps[index];
  const path = pointer("fulfillment", "steps", index);
  // Of several ways the plan does not say which one it took; where only one is of this kind, it is that one.
  const same =
    document?.any === undefined ? [] : [...waysOf(document).entries()].filter(([, way]) => way.uses === uses);
  const [only, another] = same;
  return { step: id, title, path: only && !another ? path + pointer("any", only[0]) : path };
}

function wayOf(pinned: Pinned, step: PlannedStep, path: string, part: boolean): ProbeWay {
  const { uses, connection, payload, module } = step;
  const madeUp: string[] = [];
  const filling = fillingOf(pinned, step, asIfOrdered(pinned));
  const values = payload.holes.map((hole) => [hole.pointer, standIn(hole, filling, uses, madeUp)] as const);
  const config = put(literal(payload.value), new Map(values));
  return {
    uses,
    ...(connection === undefined ? {} : { connection }),
    with: readable(config, "", (at) => adapterDefinition(uses).markdownAt(at)),
    path,
    questions: {},
    rendered: {
      owner: pinned.offering.metadata.owner,
      ...(module === undefined ? {} : { module }),
      madeUp,
      part,
    },
  };
}

/** What an order is known by once it is taken: nothing outside knows a request of this number. */
const asIfOrdered = ({ plan }: Pinned) => ({
  number: "REQ-0",
  createdAt: "2000-01-01T00:00:00.000Z",
  inputs: plan.given.inputs,
  outputs: {},
});

/** Long and mixed enough for most rules about passwords. */
const madeUpSecret = "Made-up-secret-1";

/** A value where one can be had, else the expression again: then nobody can know it before it is ordered. */
function standIn(hole: Hole, filling: Filling, uses: PlannedStep["uses"], madeUp: string[]): Json {
  // Only where a module is planned something has to stand for a secret; elsewhere nothing is asked about one.
  if (hole.until === "secret" && uses === "terraform") {
    madeUp.push(hole.pointer);
    return madeUpSecret;
  }
  if (hole.until !== "order") return template(hole);
  try {
    return literal(fill(hole, filling).value);
  } catch (error) {
    if (error instanceof ExpressionProblem) return template(hole);
    throw error;
  }
}

function template({ parts }: Hole): string {
  return parts.map((part) => (typeof part === "string" ? escaped(part) : `\${{${part.expression}}}`)).join("");
}

/** Adapters read a step as it stands in a document, where `\${{` begins an expression. */
const escaped = (text: string) => text.split("${{").join("$${{");

function literal<T extends Json>(value: T): T;
function literal(value: Json): Json {
  if (typeof value === "string") return escaped(value);
  if (Array.isArray(value)) return value.map((item) => literal(item));
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, literal(member)]))
    : value;
}

/** Markdown with its values in it, as one text. */
function readable(value: JsonObject, at: string, markdownAt: (pointer: string) => boolean): JsonObject {
  const walk = (inner: Json, here: string): Json => {
    const markdown = markdownAt(here) ? markdownText.safeParse(inner) : null;
    if (markdown?.success) return withValues(markdown.data.markdown, markdown.data.values);
    if (Array.isArray(inner)) return inner.map((item, n) => walk(item, here + pointer(n)));
    return isJsonObject(inner) ? readable(inner, here, markdownAt) : inner;
  };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, walk(member, at + pointer(key))]));
}
