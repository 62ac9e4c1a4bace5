import type { JsonObject } from "#lib/core/json.ts";
import { pointer } from "#lib/core/json.ts";
import type { RenderedWay } from "./rendered.ts";
import { stepTitle, waysOf, type Offering, type StepDocument, type Way } from "#lib/core/offering/document.ts";

/** A step with everything about it that can be asked before anybody orders. */
export interface ProbeTarget {
  operation: string;
  step: string;
  title: string;
  ways: ProbeWay[];
}

export interface ProbeWay extends Way {
  /** Of the step, or of the way in its `any`. */
  path: string;
  /** The questions whose answers its expressions read. */
  questions: JsonObject;
  /** Of a dry run: how one order would take it. */
  rendered?: RenderedWay;
}

/** Every step of a document, its operations' among them. */
export function probeTargets({ fulfillment, inputs, operations }: Offering): ProbeTarget[] {
  const later = Object.entries(operations).flatMap(([name, operation]) =>
    (operation.fulfillment?.steps ?? []).map((step, at) =>
      target(name, step, pointer("operations", name, "fulfillment", "steps", at), operation.inputs ?? {}),
    ),
  );
  return [
    ...fulfillment.steps.map((step, at) => target("create", step, pointer("fulfillment", "steps", at), inputs)),
    ...later,
  ];
}

function target(operation: string, step: StepDocument, path: string, questions: JsonObject): ProbeTarget {
  const ways = waysOf(step).map((way, at) => ({
    ...way,
    path: step.any === undefined ? path : path + pointer("any", at),
    questions,
  }));
  const fallback = step.fallback && { ...step.fallback, path: path + pointer("fallback"), questions };
  return { operation, step: step.id, title: stepTitle(step), ways: fallback ? [...ways, fallback] : ways };
}
