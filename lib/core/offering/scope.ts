import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { DeclaredOutput } from "#lib/core/plan/plan.ts";
import { moduleAt } from "#lib/core/terraform/module.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import { isJsonObject } from "#lib/core/json.ts";
import { shapeOfSchema, shapeOfValue } from "#lib/core/expression/shape-of-schema.ts";
import { dyn, either, emptyFields, field, own } from "#lib/core/expression/shape.ts";
import type { Field, Scope, Shape } from "#lib/core/expression/shape.ts";
import { waysOf } from "./document.ts";
import type { Offering, StepDocument, Way } from "./document.ts";
import { effectiveNeeds, reachableNeeds } from "./needs.ts";

export interface ScopePlace {
  /** The step whose expressions are meant: it may read the outputs of what it needs. Left out: policies and `if` of a way, which read none. */
  step?: string;
  /** The document's `outputs` are meant: they may read every step. */
  outputs?: true;
  /** An operation of the document; left out for `create`. */
  operation?: string;
  /** The platform's constants; left out when they are not known: then any name is taken. */
  vars?: Json;
  /** Where it is offered; left out when that is not known: then any name is taken. */
  environments?: readonly string[];
  /** The modules its steps run; left out when they are not known: then any output is taken. */
  modules?: Modules;
}

const text: Shape = { kind: "string" };
const nothingAsked: JsonObject = { type: "object", properties: {} };

/** Every step of a document is asked for what it may read: what is the same for all of them is worked out once. */
const shapes = new WeakMap<JsonObject, Shape>();
const yields = new WeakMap<StepDocument, { modules: Modules | undefined; shape: Shape }>();

function questionsShape(inputs: JsonObject): Shape {
  const shape = shapes.get(inputs) ?? shapeOfSchema(inputs);
  shapes.set(inputs, shape);
  return shape;
}

/** What expressions at a place of the document may read. Lint and plan ask this one function. */
export function scopeFor(offering: Offering, place: ScopePlace = {}): Scope {
  const scope = emptyFields();
  const operation =
    place.operation === undefined || place.operation === "create"
      ? undefined
      : own(offering.operations, place.operation);
  scope["inputs"] = field(questionsShape(operation ? (operation.inputs ?? nothingAsked) : offering.inputs));
  scope["request"] = field(requestShape(place.step !== undefined || place.outputs === true, place.environments));
  scope["offering"] = field(offeringShape(offering));
  scope["vars"] = field(isJsonObject(place.vars) ? shapeOfValue(place.vars) : dyn);
  if (operation) scope["resource"] = field(dyn);
  const steps = operation ? (operation.fulfillment?.steps ?? []) : offering.fulfillment.steps;
  if (place.step !== undefined || place.outputs) scope["steps"] = field(stepsShape(steps, place.step, place.modules));
  return scope;
}

/** Number and date are given when the order is taken: what decides about the plan can't read them. */
function requestShape(ordered: boolean, environments: readonly string[] | undefined): Shape {
  const fields = emptyFields();
  for (const name of ["operation", "requester", "team", "project"]) fields[name] = field(text);
  fields["environment"] = field(environments ? { kind: "string", literals: environments } : text);
  if (ordered) for (const name of ["number", "createdAt"]) fields[name] = field(text);
  return { kind: "object", fields };
}

function offeringShape({ metadata }: Offering): Shape {
  const fields = emptyFields();
  for (const name of ["name", "title", "summary", "owner", "category", "lifecycle"] as const)
    fields[name] = field(text);
  fields["tags"] = field({ kind: "list", items: text, least: metadata.tags.length, most: metadata.tags.length });
  fields["annotations"] = field(shapeOfValue(metadata.annotations));
  return { kind: "object", fields };
}

/** The steps that have ended when `id` starts; all of them when no step is meant. */
function stepsShape(steps: readonly StepDocument[], id: string | undefined, modules: Modules | undefined): Shape {
  const ended = id === undefined ? undefined : reachableNeeds(effectiveNeeds(steps), id);
  const fields = emptyFields();
  for (const step of steps) {
    if (ended && (!ended.has(step.id) || step.id === id)) continue;
    const outputs = emptyFields();
    outputs["outputs"] = field(outputsOf(step, modules));
    fields[step.id] = field({ kind: "object", fields: outputs });
  }
  return { kind: "object", fields };
}

/** What a step yields, whichever of its ways is taken; what it may not yield is optional. */
export function outputsOf(step: StepDocument, modules?: Modules): Shape {
  const known = yields.get(step);
  if (known && known.modules === modules) return known.shape;
  const shape = outputsOfWays(step, modules);
  yields.set(step, { modules, shape });
  return shape;
}

function outputsOfWays(step: StepDocument, modules: Modules | undefined): Shape {
  const ways = waysOf(step).map((way) => outputsOfWay(way, modules));
  if (ways.includes(undefined)) return dyn;
  const uncertain = step.if !== undefined || !step.blocking;
  const fields = emptyFields();
  for (const name of new Set(ways.flatMap((way) => Object.keys(way ?? {})))) {
    const declared = ways.map((way) => way && own(way, name));
    const present = declared.filter((one) => one !== undefined);
    const [first, ...rest] = present.map((one) => one.shape);
    if (!first) continue;
    fields[name] = field(rest.reduce(either, first), {
      optional: uncertain || present.length < declared.length || present.some((one) => one.optional === true),
      secret: present.some((one) => one.secret === true),
    });
  }
  return { kind: "object", fields };
}

/** Undefined when nobody can say: the config does not parse, or the adapter learns its outputs from elsewhere. */
function outputsOfWay(way: Way, modules: Modules | undefined): Record<string, Field> | undefined {
  const definition = adapterDefinition(way.uses);
  const parsed = definition.config.safeParse(way.with);
  if (!parsed.success) return undefined;
  if (definition.module && !moduleAt(modules, definition.module(parsed.data))) return undefined;
  if (way.uses === "offering" && parsed.data["pinned"] === undefined) return undefined;
  const declared = Object.entries(definition.outputs(parsed.data, modules));
  if (declared.length === 0 && !definition.built) return undefined;
  const fields = emptyFields();
  for (const [name, output] of declared) fields[name] = outputField(output);
  return fields;
}

function outputField({ schema, secret, optional }: DeclaredOutput): Field {
  return field(shapeOfSchema(schema), { optional: optional === true, secret });
}
