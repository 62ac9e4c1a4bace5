import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { PlannedStep } from "#lib/core/plan/plan.ts";
import { connectionOf } from "./connection.ts";
import type { KnownConnection } from "./connection.ts";
import type { Reason } from "./decision.ts";

/** What a step asks of an installation. */
export type AskingStep = Pick<PlannedStep, "id" | "title" | "uses" | "connection" | "condition">;

export interface ReadinessQuestion {
  /** `owner`: the team that keeps it, which may not be let at every connection. */
  offering: { title: string; owner?: string | undefined; environments?: readonly string[] | undefined };
  /** Left out where no order is meant yet: in the catalog. */
  environment?: string;
  steps: readonly AskingStep[];
  connections: readonly KnownConnection[];
  engines: readonly Readonly<Record<string, string>>[];
}

/** What keeps these steps from running here and now, each thing said once. Empty when nothing does. */
export function readiness(question: ReadinessQuestion): Reason[] {
  const running = question.steps.filter(({ condition }) => condition?.known !== false);
  const reasons = [...whereOffered(question), ...running.flatMap((step) => ofStep(step, question))];
  return [...new Map(reasons.map((reason) => [reason.sentence, reason])).values()];
}

const reason = (sentence: string, remedy: string): Reason => ({ stage: "readiness", sentence, remedy });

function whereOffered({ offering: { title, environments }, environment }: ReadinessQuestion): Reason[] {
  if (environments === undefined || environment === undefined || environments.includes(environment)) return [];
  return [reason(`${title} is not offered in ${environment}.`, `Choose ${environments.join(" or ")}.`)];
}

function ofStep(step: AskingStep, { offering, connections, engines }: ReadinessQuestion): Reason[] {
  const definition = adapterDefinition(step.uses);
  if (!definition.built) {
    return [
      reason(
        `“${step.title}” uses ${step.uses}, which PAO can't run yet.`,
        "Ask the offering's owner for another way to do this step.",
      ),
    ];
  }
  const connected = connectionOf(step, connections, offering.owner);
  const missing = "missing" in connected ? [reason(connected.missing, connected.remedy)] : [];
  if (engines.length === 0)
    return [
      ...missing,
      {
        ...reason("No engine is running, so nothing could start.", "An admin starts one: npm run engine."),
        passing: true,
      },
    ];
  if (engines.some((capabilities) => Object.hasOwn(capabilities, step.uses))) return missing;
  const absent = definition.absent ?? {
    sentence: `No engine that is running can do ${step.uses}.`,
    remedy: "An admin starts an engine that can.",
  };
  return [...missing, reason(absent.sentence, absent.remedy)];
}
