import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { Read } from "#lib/core/expression/check.ts";
import { narrowed } from "#lib/core/expression/narrow.ts";
import { own } from "#lib/core/expression/shape.ts";
import type { Scope } from "#lib/core/expression/shape.ts";
import { hasExpression } from "#lib/core/expression/template.ts";
import { pointer } from "#lib/core/json.ts";
import type { Offering, Policy, StepDocument } from "#lib/core/offering/document.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { scopeFor } from "#lib/core/offering/scope.ts";
import { allTexts, checkCondition, checkText, conditionIn } from "./expressions.ts";
import { checkChild } from "./child.ts";
import { checkAlike } from "./alike.ts";
import { checkFit } from "./fit.ts";
import { checkModule } from "./module.ts";
import { checkApplies, checkReach } from "./reach.ts";
import { error, oneOf, warn } from "./room.ts";
import type { Part, Room } from "./room.ts";
import { checkConnection, checkSteps, placesAt } from "./steps.ts";

/** Everything that runs for an order or an operation: policies, steps and outputs. Gives what their expressions read. */
export function checkFulfillment(room: Room, part: Part): Read[] {
  const { offering } = room;
  const operation = part.operation === undefined ? undefined : own(offering.operations, part.operation);
  const { steps = [], escalation } = (operation ? operation.fulfillment : offering.fulfillment) ?? {};
  const place = part.operation === undefined ? {} : { operation: part.operation };
  const planned = scopeFor(offering, { ...place, ...known(room) });
  if (steps.length > 0) checkSteps(room, steps, [...part.path, "fulfillment", "steps"]);
  if (escalation) {
    const ticket = { uses: "jira-issue" as const, connection: escalation.connection };
    checkConnection(room, ticket, [...part.path, "fulfillment", "escalation"], "jira");
  }
  const policies = operation ? operation.policies : offering.policies;
  return [
    ...checkPolicies(room, policies, [...part.path, "policies"], planned),
    ...steps.flatMap((step, position) => {
      const scope = scopeFor(offering, { ...place, ...known(room), step: step.id });
      const path = [...part.path, "fulfillment", "steps", position];
      checkReach(room, step, path, scope, planned);
      return checkStep(room, step, path, scope, planned);
    }),
    ...checkOutputs(
      room,
      (operation ? operation.outputs : offering.outputs) ?? {},
      part,
      scopeFor(offering, { ...place, ...known(room), outputs: true }),
    ),
  ];
}

function known({ offering, context: { vars, modules, ...context } }: Room) {
  const environments = offering.metadata.environments ?? context.environments;
  return {
    ...(vars === undefined ? {} : { vars }),
    ...(modules === undefined ? {} : { modules }),
    ...(environments === undefined ? {} : { environments }),
  };
}

function checkStep(room: Room, step: StepDocument, path: Path, scope: Scope, planned: Scope): Read[] {
  const reads: Read[] = [];
  if (step.if !== undefined)
    reads.push(...open(room, [...path, "if"], checkCondition(room, [...path, "if"], step.if, scope)));
  // A step that runs has its condition met: what that proves may be read without asking again.
  const inside = step.if === undefined ? scope : narrowed(scope, conditionIn(step.if));
  for (const { way, path: at } of placesAt(step, path)) {
    if (way.if !== undefined)
      reads.push(...open(room, [...at, "if"], checkCondition(room, [...at, "if"], way.if, planned), true));
    const definition = adapterDefinition(way.uses);
    checkModule(room, way, at, inside);
    checkChild(room, way, at, inside);
    checkFit(room, way, at, inside);
    for (const { path: place, text } of allTexts(way.with, [])) {
      checkAlike(room, [...at, "with", ...place], text);
      if (!hasExpression(text)) continue;
      const read = checkText(room, [...at, "with", ...place], text, inside);
      reads.push(...read);
      if (!definition.secretsAllowedAt(pointer(...place))) open(room, [...at, "with", ...place], read);
    }
  }
  return reads;
}

/** Refuses secrets where a value is shown or stored in clear. */
function open(room: Room, path: Path, reads: Read[], planned = false): Read[] {
  for (const read of reads) {
    // That a secret was given is no secret; but a plan is made without secrets, and can't tell.
    if (!read.secret || (read.presence && !planned)) continue;
    error(
      room,
      path,
      `${read.path.join(".")} is or holds a secret. Secrets enter http headers and bodies, Terraform variables and outputs that are marked secret, and nothing else.`,
    );
  }
  return reads;
}

function checkPolicies(room: Room, policies: readonly Policy[], at: Path, scope: Scope): Read[] {
  const seen = new Set<string>();
  return policies.flatMap((policy, position) => {
    const path = [...at, position];
    if (seen.has(policy.id))
      error(room, [...path, "id"], `Two policies are called ${policy.id}; each needs a name of its own.`);
    seen.add(policy.id);
    checkApprovers(room, policy, path);
    checkApplies(room, policy, path, scope);
    return open(room, [...path, "when"], checkCondition(room, [...path, "when"], policy.when, scope), true);
  });
}

function checkApprovers(room: Room, policy: Policy, path: Path): void {
  if (policy.effect === "require-approval") {
    if (!policy.approvers)
      error(
        room,
        path,
        "A policy that requires approval says whose, in `approvers`.",
        room.locate.key([...path, "effect"]),
      );
    warn(room, [...path, "effect"], "Approvals can't be given yet: where this policy applies, an order is refused.");
  } else if (policy.approvers) {
    warn(
      room,
      [...path, "approvers"],
      `Nobody is asked: approvers belong to a policy whose effect is require-approval.`,
    );
  }
  const teams = room.context.teams;
  policy.approvers?.forEach((team, index) => {
    if (teams) oneOf(room, "warning", [...path, "approvers", index], team, teams, "no team of this organisation");
  });
}

function checkOutputs(room: Room, outputs: Offering["outputs"], part: Part, scope: Scope): Read[] {
  return Object.entries(outputs).flatMap(([name, output]) => {
    const path = [...part.path, "outputs", name, "value"];
    checkAlike(room, path, output.value);
    const reads = checkText(room, path, output.value, scope);
    const secret = reads.find((read) => read.secret);
    if (secret && !output.secret)
      error(room, path, `${secret.path.join(".")} is or holds a secret: mark this output with secret: true.`);
    return reads;
  });
}
