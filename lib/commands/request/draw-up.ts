import { z } from "zod";
import { may, personOf, type Actor } from "#lib/core/access.ts";
import { decide } from "#lib/core/decide/decide.ts";
import type { Decision } from "#lib/core/decide/decision.ts";
import { accept } from "#lib/core/form/accept.ts";
import { buildForm } from "#lib/core/form/build.ts";
import type { Accepted } from "#lib/core/form/form.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { together } from "#lib/core/decide/together.ts";
import type { PlanOrder } from "#lib/core/plan/compile.ts";
import { unknownVars, type OpenAnswers } from "#lib/core/plan/open.ts";
import type { Plan } from "#lib/core/plan/plan.ts";
import { policiesThatRefuse } from "#lib/core/plan/policies.ts";
import { compileTree, type Tree } from "#lib/core/plan/tree.ts";
import { Problem, type Issue } from "#lib/core/problem.ts";
import type { Transaction } from "#db/client.ts";
import { loadFamily } from "#db/child.ts";
import { loadCurrent, type WholeRevision } from "#db/offering.ts";
import { listEnvironments, loadProject, loadVars } from "#db/organisation.ts";
import { projectToOrderFor } from "#db/project.ts";
import { loadReadiness, orderHash } from "#db/readiness.ts";
import type { ResourcePlace } from "#db/resource.ts";
import { loadRetiring } from "#db/serving.ts";
import { loadTried } from "#db/test-revision.ts";
import { authorise } from "../denied.ts";
import { refuseRetired } from "../offering/retired.ts";
import { decideChildren } from "./children.ts";
import { placeOf, resourceOf, type Place } from "./place.ts";
import { targetOf, type Target } from "./target.ts";

/** What is said to order: the answers, and where it shall be; for an operation, on which resource, which says where. */
export const orderSchema = z.strictObject({
  offering: z.string().min(1).max(63),
  project: z.string().min(1).max(63).optional(),
  environment: z.string().min(1).max(63).optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  revision: z.int().optional(),
  planHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "planHash is the hash of a plan: 64 digits from 0 to 9 and a to f.")
    .optional(),
  operation: z.string().min(1).max(63).default("create"),
  resource: z.string().max(63).optional(),
});

export type OrderInput = z.infer<typeof orderSchema>;

/** What is ordered: a published revision, or what is kept of a draft to try it; that has a number below zero, or 0 while it is only looked at. */
export type OrderedRevision = Pick<WholeRevision, "name" | "number" | "document" | "modules">;

/** An order as far as it can be worked out without taking it. */
export interface DrawnUp {
  revision: OrderedRevision;
  place: Place;
  team: string;
  inputs: JsonObject;
  secrets: Record<string, Json>;
  plan: Plan;
  hash: string;
  decision: Decision;
  /** The plans of what it orders, however deep, with the revisions they are of. */
  children: Tree["children"];
  /** It counts in no history: a draft is tried, or what a test order made is worked on. */
  test: boolean;
  /** The resource that an operation works on; null for a first order. */
  target: Target | null;
}

interface How {
  /** The resource that is meant; null for a first order. */
  there: ResourcePlace | null;
  /** The order is about to be taken, and not only looked at. */
  taking: boolean;
}

/** Works out what would happen, from the same code for the dry run and the order. Issues have JSON pointers into the order. */
export async function drawUp(tx: Transaction, actor: Actor, input: OrderInput, taking = false): Promise<DrawnUp> {
  const there = await resourceOf(tx, actor, input);
  const tried = there?.test ? await loadTried(tx, there.id) : undefined;
  const revision = tried ?? (await loadOffered(tx, actor, input, there));
  if (input.revision !== undefined && input.revision !== revision.number) throw staleRevision(revision);
  return drawUpOf(tx, actor, revision, input, { there, taking });
}

/** The same of a revision that is at hand. */
export async function drawUpOf(
  tx: Transaction,
  actor: Actor,
  revision: OrderedRevision,
  input: OrderInput,
  { there, taking }: How,
): Promise<DrawnUp> {
  const { document } = revision;
  const { metadata } = document;
  const place = placeOf(input, there);
  // What is not published is offered nowhere yet.
  const tried = revision.number <= 0;
  const freely = isRetiring(input) || tried;
  const team = await teamAt(tx, revision, place, { anywhere: freely, taking });
  const availableTo = freely ? undefined : metadata.availableTo;
  const ask = { verb: "request.create", projectTeam: team, availableTo } as const;
  // Who may not order learns that first, and not what is wrong with the answers. The dry run shows both.
  if (taking) authorise(actor, ask);
  const target = await targetOf(tx, document, input.operation, there?.id);
  const { open: inputs, secrets } = accepted(revision, input);
  const resource = target === null ? {} : { resource: target.root };
  const { vars, open } = await varsFor(tx, actor, revision);
  const order: PlanOrder = {
    offering: document,
    revision: revision.number,
    operation: input.operation,
    inputs,
    context: { ...place, team, requester: personOf(actor) ?? actor.id, vars, ...resource },
    modules: revision.modules,
    open,
    ...(target === null ? {} : { made: target.made }),
  };
  const { plan, children } = compileTree(order, secrets, await loadFamily(tx, document));
  const ready = await loadReadiness(tx);
  const { environment } = place;
  const own = decide({
    actor,
    ask,
    offering: freely ? { title: metadata.title, owner: metadata.owner } : metadata,
    environment,
    steps: plan.steps,
    refusingPolicies: policiesThatRefuse(order),
    ...ready,
  });
  const decision = together([own, ...(await decideChildren(tx, { actor, team, environment, ready }, children))]);
  const test = tried || there?.test === true;
  const hash = orderHash(plan, secrets);
  return { revision, place, team, inputs, secrets, plan, hash, decision, children, test, target };
}

/** What is only looked at may be any text: it shows nobody more of the platform's constants than they may see. */
async function varsFor(
  tx: Transaction,
  actor: Actor,
  { number }: OrderedRevision,
): Promise<{ vars: JsonObject; open: OpenAnswers }> {
  const known = number !== 0 || may(actor, { verb: "var.read" }).allowed;
  return known ? { vars: await loadVars(tx), open: new Map() } : { vars: {}, open: new Map([unknownVars]) };
}

/** What there is can be retired wherever, and by whom, it is offered meanwhile. */
const isRetiring = ({ operation }: OrderInput) => operation === "retire";

/** The offering as it is offered to this actor. One that is not offered to them is not there for them, unless they retire what came of it. */
async function loadOffered(
  tx: Transaction,
  actor: Actor,
  input: OrderInput,
  there: ResourcePlace | null,
): Promise<WholeRevision> {
  const { offering: name } = input;
  const retiring = there && isRetiring(input) ? await loadRetiring(tx, there.id) : undefined;
  if (retiring) return retiring;
  const current = await loadCurrent(tx, name);
  if (current && may(actor, { verb: "catalog.read", ...current.document.metadata }).allowed) {
    if (input.operation === "create") refuseRetired(current);
    return current;
  }
  throw new Problem("not_found", `There is no offering “${name}”.`, { remedy: "Look it up in the catalog." });
}

function staleRevision({ number, document }: OrderedRevision): Problem {
  return new Problem("stale", `${document.metadata.title} has been changed since: revision ${number} is offered now.`, {
    remedy: "Look at the form and the plan again, then order.",
  });
}

/** The team of the project there, where this is offered. */
async function teamAt(
  tx: Transaction,
  { document }: OrderedRevision,
  place: Place,
  { anywhere, taking }: { anywhere: boolean; taking: boolean },
): Promise<string> {
  const { project, environment } = place;
  const found = await (taking ? projectToOrderFor(tx, project) : loadProject(tx, project));
  const { title, environments } = document.metadata;
  const names = (await listEnvironments(tx)).map(({ name }) => name);
  const offered = names.filter((name) => anywhere || (environments?.includes(name) ?? true));
  const issues: Issue[] = [];
  if (!found) issues.push({ severity: "error", path: "/project", message: `There is no project “${project}”.` });
  if (!offered.includes(environment)) {
    const what = names.includes(environment)
      ? `${title} is not offered in ${environment}`
      : `There is no environment “${environment}”`;
    issues.push({ severity: "error", path: "/environment", message: `${what}; choose one of ${offered.join(", ")}.` });
  }
  if (!found || issues.length > 0) throw new Problem("invalid", "This can't be ordered there.", { issues });
  return found.team;
}

function accepted({ document }: OrderedRevision, { operation, inputs }: OrderInput): Extract<Accepted, { ok: true }> {
  const asked = operation === "create" ? document : document.operations[operation];
  const form = buildForm(asked?.inputs ?? { type: "object", properties: {} }, asked?.ui);
  const answer = accept(form, inputs);
  if (answer.ok) return answer;
  const issues = answer.issues.map((issue) => ({ ...issue, path: `/inputs${issue.path}` }));
  throw new Problem(
    "invalid",
    issues.length === 1 ? "One answer needs another look." : `${issues.length} answers need another look.`,
    { issues },
  );
}
