import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { seconds } from "#lib/core/adapter/texts.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { stepTitle, waysOf } from "#lib/core/offering/document.ts";
import type { Fallback, Offering, StepDocument, Way } from "#lib/core/offering/document.ts";
import { mayFallBack } from "#lib/core/offering/fallback.ts";
import { effectiveNeeds } from "#lib/core/offering/needs.ts";
import { retiresByDestroy } from "#lib/core/offering/operations.ts";
import { parseTemplate } from "#lib/core/expression/template.ts";
import { Problem } from "#lib/core/problem.ts";
import { moduleAt } from "#lib/core/terraform/module.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import { conditionOf, decided, planCondition } from "./condition.ts";
import { Keeper } from "./keep.ts";
import { readsOf, waitsFor } from "./open.ts";
import type { OpenAnswers } from "./open.ts";
import { compilePayload, inField } from "./payload.ts";
import {
  type Payload,
  type Plan,
  type PlanContext,
  type PlannedFallback,
  type PlannedOutput,
  type PlannedStep,
  planVersion,
} from "./plan.ts";
import { refuseUnfit } from "./fitting.ts";
import { policyWarnings } from "./policies.ts";
import { removalSteps } from "./removal.ts";
import type { MadeState } from "./removal.ts";
import type { Rendering } from "./render.ts";
import { rootsOfOrder } from "./roots.ts";
import { scopeOfPlan } from "./scope.ts";
import { sectionOf } from "./section.ts";
import type { Section } from "./section.ts";
import { shownPayload } from "./shown.ts";

export interface PlanOrder {
  offering: Offering;
  revision: number;
  /** `create`, or a name of the author's. */
  operation: string;
  /** The answers with defaults applied, secret ones left out. */
  inputs: JsonObject;
  context: PlanContext;
  /** The modules that the revision brings. */
  modules?: Modules;
  /** Answers that are not known yet: then the plan is a look ahead. */
  open?: OpenAnswers;
  /** What Terraform has made of the resource, in the order in which it was first made. */
  made?: readonly MadeState[];
}

/** Revision, answers and context → the steps a request will take. Throws Problem("invalid") naming step and field. */
export function compilePlan(order: PlanOrder): Plan {
  const { offering, revision, operation, inputs, context, modules = {}, open } = order;
  const section = sectionOf(offering, operation);
  const documents = section.fulfillment.steps;
  const roots = rootsOfOrder(offering, operation, inputs, context);
  const keeper = new Keeper(roots);
  const titles = new Map(documents.map((step) => [step.id, stepTitle(step)]));
  const scope = scopeOfPlan(offering, operation, modules);
  const rendering: Rendering = { roots, scope, titles, keep: keeper.keep, open };
  const needs = effectiveNeeds(documents);
  const written = documents.map((document) => planStep(document, rendering, needs[document.id] ?? [], modules));
  const implied = operation === "retire" && retiresByDestroy(offering);
  const steps = implied ? removalSteps(order) : written;
  const outputs = planOutputs(section, rendering);
  const warnings = policyWarnings(order);
  return {
    v: planVersion,
    offering: offering.metadata.name,
    revision,
    operation,
    steps,
    outputs,
    warnings,
    given: keeper.given(inputs),
  };
}

function planStep(document: StepDocument, rendering: Rendering, needs: string[], modules: Modules): PlannedStep {
  const title = stepTitle(document);
  const way = chosenWay(document, title, rendering);
  const definition = adapterDefinition(way.uses);
  const condition =
    document.if === undefined ? undefined : within(title, "/if", () => planCondition(document.if ?? "", rendering));
  const runs = condition?.known !== false;
  const asKnown = { ...rendering, mayNotRun: condition !== undefined && condition.known === undefined };
  const payload: Payload = runs ? compilePayload(way.with, definition, asKnown, title) : { value: {}, holes: [] };
  if (runs) refuseUnfit(payload, definition, title);
  return {
    id: document.id,
    title,
    uses: way.uses,
    ...(way.connection === undefined ? {} : { connection: way.connection }),
    needs,
    blocking: document.blocking,
    ...(condition === undefined ? {} : { condition }),
    ...(document.timeout === undefined ? {} : { timeoutSeconds: seconds(document.timeout) }),
    payload,
    ...pinnedModule(definition.module?.(way.with), modules),
    outputs: definition.outputs(way.with, modules),
    ...(runs && document.fallback && mayFallBack(way.uses)
      ? { fallback: planFallback(document.fallback, asKnown, title) }
      : {}),
    sentence: runs ? definition.sentence(shownPayload(payload)) : "Not needed for these answers.",
  };
}

/** Planned as a way of its own: what it says is frozen with the rest. */
function planFallback(
  { uses, connection, with: config }: Fallback,
  rendering: Rendering,
  title: string,
): PlannedFallback {
  const definition = adapterDefinition(uses);
  const payload = compilePayload(config, definition, rendering, title);
  refuseUnfit(payload, definition, title);
  const sentence = definition.sentence(shownPayload(payload));
  return { uses, ...(connection === undefined ? {} : { connection }), payload, sentence };
}

function pinnedModule(folder: string | undefined, modules: Modules): Pick<PlannedStep, "module"> {
  const known = moduleAt(modules, folder);
  return folder === undefined || !known ? {} : { module: { folder, digest: known.digest } };
}

/** The first way whose `if` holds. It is chosen now, so it reads nothing that comes later; a look ahead takes what may hold. */
function chosenWay(document: StepDocument, title: string, { roots, scope, open }: Rendering): Way {
  const holds = (source: string) => {
    const condition = conditionOf(source);
    return waitsFor(readsOf(condition, scope), open) === "outputs" || decided(condition, roots, scope);
  };
  const chosen = waysOf(document).find(
    ({ if: source }, at) => source === undefined || within(title, `/any/${at}/if`, () => holds(source)),
  );
  if (chosen) return chosen;
  throw new Problem("invalid", `None of the ways to do “${title}” fits these answers.`, {
    remedy: "Ask the offering's owner to give the last way no condition.",
  });
}

function within<T>(step: string, pointer: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw inField(error, step, pointer);
  }
}

function planOutputs({ outputs }: Section, { scope, keep }: Rendering): Record<string, PlannedOutput> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { title, secret, value }]) => {
      for (const part of parseTemplate(value).parts) if ("expression" in part) keep(readsOf(part.expression, scope));
      return [name, { ...(title === undefined ? {} : { title }), secret, value }];
    }),
  );
}
