import { accessor } from "#lib/core/expression/names.ts";
import { own } from "#lib/core/expression/shape.ts";
import type { Shape } from "#lib/core/expression/shape.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import { scopeFor } from "#lib/core/offering/scope.ts";
import type { OutlinePart } from "./outline.ts";
import type { OutlineStep } from "./steps.ts";
import { readAnswer } from "./suggested.ts";

/** Something an expression may read, without its braces. */
export interface ReadableValue {
  expression: string;
  title: string;
}

/** What the expressions of a step may read: the answers, the order itself, and what the steps before it yield. */
export function readableIn(
  offering: Offering | null,
  part: OutlinePart,
  step: OutlineStep | undefined,
  { modules, vars }: CheckContext,
): ReadableValue[] {
  const answers = part.questions.map((question) => ({
    expression: readAnswer(question).replace(/^\$\{\{ | \}\}$/g, ""),
    title: question.title,
  }));
  const request = ["number", "requester", "team", "project", "environment"].map((name) => ({
    expression: `request.${name}`,
    title: `The request's ${name}`,
  }));
  if (!offering) return [...answers, ...request];
  const known = step && part.steps.some(({ id }) => id === step.id) ? { step: step.id } : { outputs: true as const };
  const scope = scopeFor(offering, {
    ...known,
    ...(part.operation === undefined ? {} : { operation: part.operation }),
    ...(modules ? { modules } : {}),
    ...(vars === undefined ? {} : { vars }),
  });
  return [...answers, ...request, ...outputsIn(own(scope, "steps")?.shape), ...constants(own(scope, "vars")?.shape)];
}

function outputsIn(steps: Shape | undefined): ReadableValue[] {
  if (steps?.kind !== "object") return [];
  return Object.entries(steps.fields).flatMap(([id, { shape }]) => {
    const outputs = shape.kind === "object" ? own(shape.fields, "outputs")?.shape : undefined;
    if (outputs?.kind !== "object") return [];
    return Object.entries(outputs.fields).map(([name, { optional }]) => ({
      expression: `steps.${id}.outputs${accessor(name, optional ? "?" : "")}${optional ? ".orValue('')" : ""}`,
      title: `What the step ${id} yields`,
    }));
  });
}

function constants(vars: Shape | undefined): ReadableValue[] {
  if (vars?.kind !== "object") return [];
  return Object.keys(vars.fields).map((name) => ({
    expression: `vars${accessor(name, "")}`,
    title: "A constant of the platform",
  }));
}
