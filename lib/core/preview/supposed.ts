import { nameOf } from "#lib/core/form/name-of.ts";
import { buildForm } from "#lib/core/form/build.ts";
import type { Form } from "#lib/core/form/form.ts";
import { settle } from "#lib/core/form/settle.ts";
import { titleAt } from "#lib/core/form/title-at.ts";
import { validate } from "#lib/core/form/validate.ts";
import { own } from "#lib/core/expression/shape.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { waysOf } from "#lib/core/offering/document.ts";
import type { Offering, StepDocument } from "#lib/core/offering/document.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import { quoted } from "#lib/core/plan/open.ts";
import type { OpenAnswers } from "#lib/core/plan/open.ts";
import type { MadeState } from "#lib/core/plan/removal.ts";
import { moduleAt } from "#lib/core/terraform/module.ts";
import type { Modules } from "#lib/core/terraform/module.ts";

/** An order that nobody places: what whoever writes a document would like to see the plan of. */
export interface SupposedOrder {
  offering: Offering;
  operation: string;
  /** Answers as they stand; they need be neither whole nor right. */
  inputs: JsonObject;
  /** The answers to the first order, where an operation on what came of it is meant. */
  ordered?: JsonObject;
  /** `project` is null while none is chosen: then it has a name of its own in the plan. */
  place: { project: { name: string; team: string } | null; environment: string | null };
  context: Pick<CheckContext, "vars" | "modules" | "children">;
}

/** What an operation asks. */
export function formOf(offering: Offering, operation: string): Form {
  const { inputs, ui } = (operation === "create" ? offering : own(offering.operations, operation)) ?? {};
  return buildForm(inputs ?? { type: "object", properties: {} }, ui);
}

/** What the first order would have made: known by its answers, and by the names of what it yields. */
export function supposedResource({ offering, ordered = {}, place }: SupposedOrder): {
  resource: JsonObject;
  open: OpenAnswers;
} {
  const form = formOf(offering, "create");
  const inputs = settle(form, ordered);
  const name = nameOf(offering.inputs, inputs);
  const nameless = "name of the resource";
  const open: OpenAnswers = new Map([
    ["resource/id", "id of the resource"],
    ...(name === null ? [["resource/name", nameless] as const] : []),
    ...Object.entries(offering.outputs).map(
      ([output, { title }]) => [`resource/outputs/${output}`, `${title ?? output} of the resource`] as const,
    ),
    ...missingIn(form, inputs).map(([path, title]) => [`resource/inputs${path}`, `${title} of the resource`] as const),
  ]);
  const { project, environment } = placeOf(place);
  const resource = { name: name ?? `‹${nameless}›`, state: "active", project, environment, inputs, outputs: {} };
  return { resource, open };
}

/** Where it would be, with ‹…› for what is not chosen. */
export function placeOf({ project, environment }: SupposedOrder["place"]) {
  return {
    project: project?.name ?? quoted("project"),
    team: project?.team ?? quoted("team"),
    environment: environment ?? quoted("environment"),
  };
}

/** What of the place is not chosen, as an expression reads it. */
export function openPlace({ project, environment }: SupposedOrder["place"]): [string, string][] {
  const names = [...(project ? [] : ["project", "team"]), ...(environment === null ? ["environment"] : [])];
  return names.map((name) => [`request/${name}`, name]);
}

/** Questions whose answers are missing or do not fit, by pointer, with what they are called. */
export function missingIn(form: Form, inputs: JsonObject): (readonly [path: string, title: string])[] {
  const wrong = validate(form, inputs).filter(({ path }) => path !== "");
  return wrong.map(({ path }) => [path, titleAt(form, path)] as const);
}

/** The states that a first order leaves behind, as far as they are known without one. */
export function supposedStates(offering: Offering, modules: Modules): MadeState[] {
  const parts = [offering, ...Object.values(offering.operations)];
  const states = parts
    .flatMap(({ fulfillment }) => fulfillment?.steps ?? [])
    .flatMap((step) => statesOf(step, modules));
  return [...new Map(states.map((state) => [state.workspace, state])).values()];
}

function statesOf(step: StepDocument, modules: Modules): MadeState[] {
  return waysOf(step).flatMap(({ uses, with: { module: folder, workspace } }) => {
    if (uses !== "terraform" || typeof folder !== "string") return [];
    const named = typeof workspace === "string" ? workspace : step.id;
    const digest = moduleAt(modules, folder)?.digest ?? "";
    return [{ workspace: named, request: 0, step: step.id, module: { folder, digest } }];
  });
}
