import { mark } from "#lib/core/adapter/markdown-text.ts";
import { terraform } from "#lib/core/adapter/terraform.ts";
import { manual } from "#lib/core/adapter/manual.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { waysOf } from "#lib/core/offering/document.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { DeclaredOutput, PlanContext, PlannedStep } from "./plan.ts";

/** A state of a resource that Terraform has changed. */
export interface MadeState {
  /** Its name among the states of the resource. */
  workspace: string;
  /** The step that changed it last. */
  request: number;
  step: string;
  /** What that step ran. */
  module: { folder: string; digest: string };
}

interface Removing {
  offering: Offering;
  context: PlanContext;
  /** In the order in which they were first made. */
  made?: readonly MadeState[];
}

/**
 * The retirement that follows from Terraform steps: what each state would lose is planned, a person of the requester's team
 * sees all of it and types the name, then exactly that is destroyed, the last made first.
 */
export function removalSteps({ offering, context, made = [] }: Removing): PlannedStep[] {
  const last = made.toReversed();
  const several = made.length > 1;
  const plans = last.map((state, at) => planStep(state, several, last[at - 1]));
  const confirm = confirmStep(offering, context, plans);
  const destroys = last.map((state, at) => destroyStep(state, several, last[at - 1]));
  return [...plans, confirm, ...destroys];
}

const planId = ({ workspace }: MadeState) => `plan_${workspace}`;
const destroyId = ({ workspace }: MadeState) => `destroy_${workspace}`;
const confirmId = "confirm";

const words = ({ workspace }: MadeState) => workspace.replaceAll(/[_-]+/g, " ");

/** Addresses alone: a state's values are never among them. */
const changes: Record<string, DeclaredOutput> = {
  changes: {
    schema: { type: "object", additionalProperties: { type: "string" } },
    title: "What would be removed",
    secret: false,
  },
};

function planStep(state: MadeState, several: boolean, before: MadeState | undefined): PlannedStep {
  return {
    ...terraformStep(state, "plan"),
    id: planId(state),
    title: several ? `Plan the removal of ${words(state)}` : "Plan the removal",
    needs: before ? [planId(before)] : [],
    outputs: changes,
    removal: { of: lastChange(state), plans: [] },
  };
}

function destroyStep(state: MadeState, several: boolean, before: MadeState | undefined): PlannedStep {
  return {
    ...terraformStep(state, "destroy"),
    id: destroyId(state),
    title: several ? `Remove ${words(state)}` : "Remove what Terraform made",
    needs: [before ? destroyId(before) : confirmId],
    outputs: {},
    removal: { of: lastChange(state), plans: [planId(state)] },
  };
}

const lastChange = ({ request, step }: MadeState) => ({ request, step });

function terraformStep({ module, workspace }: MadeState, mode: "plan" | "destroy") {
  const value = { module: module.folder, workspace, mode };
  return {
    uses: "terraform" as const,
    blocking: true,
    payload: { value, holes: [] },
    module,
    sentence: terraform.sentence(value),
  };
}

function confirmStep(offering: Offering, { team, resource }: PlanContext, plans: readonly PlannedStep[]): PlannedStep {
  const name = typeof resource?.["name"] === "string" ? resource["name"] : "";
  const value = { team, instructions: instructions(offering, name, plans.length > 0), ...question(name) };
  return {
    id: confirmId,
    title: `Confirm the removal of ${name}`,
    uses: "manual",
    needs: plans.map(({ id }) => id),
    blocking: true,
    payload: { value, holes: [] },
    outputs: manual.outputs(value),
    sentence: `Shows team ${team} what will be removed, and waits until somebody has typed the name “${name}”.`,
    removal: { plans: plans.map(({ id }) => id) },
  };
}

/** A pattern, so that it has to be typed: the answer to a constant would be filled in. */
function question(name: string): JsonObject {
  const exactly = `^${name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)}$`;
  return {
    outputs: {
      type: "object",
      required: ["name"],
      properties: { name: { type: "string", title: "Name of what is removed", pattern: exactly } },
    },
    ui: {
      fields: {
        name: {
          help: `Type “${name}” to confirm.`,
          messages: { pattern: `This is not its name: type “${name}”, exactly so.` },
        },
      },
    },
  };
}

function instructions(offering: Offering, name: string, knows: boolean): JsonObject {
  const values = [name, ...stays(offering)];
  const others = values.slice(1).map((_, at) => mark(at + 1));
  const kept = others.length === 0 ? "" : `\n\nPAO leaves what other steps made as it is: ${others.join(", ")}.`;
  const what = knows
    ? `Everything below is what Terraform has made of **${mark(0)}**. It is removed for good, and with it the data that it holds.`
    : `PAO knows of nothing that Terraform has made for **${mark(0)}**. Type the name to mark it as retired.`;
  return { markdown: what + kept, values };
}

/** What is not Terraform's own is not undone. */
function stays(offering: Offering): string[] {
  return offering.fulfillment.steps
    .filter((step) => !waysOf(step).some(({ uses }) => uses === "terraform"))
    .map(({ id, title }) => title ?? id);
}
