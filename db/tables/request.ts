import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { JsonObject } from "#lib/core/json.ts";
import type { Ending } from "#lib/core/lifecycle/ending.ts";
import type { ActorLabel, Reference } from "#lib/core/lifecycle/event.ts";
import type { RequestState, ResourceState, StepState } from "#lib/core/lifecycle/states.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";
import type { Plan, PlannedStep } from "#lib/core/plan/plan.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { at } from "./column.ts";
import { project, environment } from "./organisation.ts";
import { offering, revision } from "./offering.ts";

// `json` and not `jsonb` where members stand in somebody's order and are shown in it; `jsonb` keeps an order of its own.

/** What a project owns through a request; allotted at submit. */
export const resource = pgTable(
  "resource",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    offering: text("offering")
      .notNull()
      .references(() => offering.name),
    project: text("project")
      .notNull()
      .references(() => project.name),
    environment: text("environment")
      .notNull()
      .references(() => environment.name),
    /** What people call it: the answer to `name` when there is one, else the request's number. */
    name: text("name").notNull(),
    state: text("state").$type<ResourceState>().notNull().default("planned"),
    outputs: json("outputs").$type<JsonObject>().notNull().default({}),
    sealedOutputs: text("sealed_outputs"),
    /** Made by a test order. */
    test: boolean("test").notNull().default(false),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [index("resource_project").on(t.project)],
);

/** One order. `state` caches what the steps say. */
export const request = pgTable(
  "request",
  {
    number: bigint("number", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity({ startWith: 1001 }),
    offering: text("offering").notNull(),
    revision: integer("revision").notNull(),
    operation: text("operation").notNull(),
    resource: uuid("resource")
      .notNull()
      .references(() => resource.id),
    /** What the list shows: the resource's name. */
    title: text("title").notNull(),
    project: text("project").notNull(),
    environment: text("environment")
      .notNull()
      .references(() => environment.name),
    team: text("team").notNull(),
    requester: jsonb("requester").$type<ActorLabel>().notNull(),
    /** The person behind the requester; null when it was the system. */
    person: text("person"),
    /** A member of the team who made it go on: their permission counts where the requester's is gone. */
    vouchedBy: text("vouched_by"),
    state: text("state").$type<RequestState>().notNull().default("submitted"),
    /** The request whose step ordered this one; null for what a person ordered. */
    parent: bigint("parent", { mode: "number" }).references((): AnyPgColumn => request.number),
    parentStep: text("parent_step"),
    /** The effect key of that step: whoever orders for it again finds this request. */
    effectKey: text("effect_key").unique(),
    /** True while a step is stuck though others still move. */
    stuck: boolean("stuck").notNull().default(false),
    /** How a person ends it, once one does. */
    ending: text("ending").$type<Ending>(),
    /** Tickets have taken the place of steps. */
    escalated: boolean("escalated").notNull().default(false),
    /** A draft is tried with it, or what such an order made is worked on: it does not count in history. */
    test: boolean("test").notNull().default(false),
    inputs: json("inputs").$type<JsonObject>().notNull(),
    /** JSON of the secret inputs by JSON pointer, sealed with the context `request:<number>:inputs`. */
    sealedInputs: text("sealed_inputs"),
    plan: json("plan").$type<Plan>().notNull(),
    planHash: text("plan_hash").notNull(),
    outputs: json("outputs").$type<JsonObject>().notNull().default({}),
    /** JSON of the secret outputs by name, sealed with the context `request:<number>:outputs`. */
    sealedOutputs: text("sealed_outputs"),
    /** The number of the last event. Taken under the row's lock, so that no reader sees 7 before 6. */
    seq: integer("seq").notNull().default(0),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
    finishedAt: at("finished_at"),
  },
  (t) => [
    // Moves with its project.
    foreignKey({ columns: [t.project, t.team], foreignColumns: [project.name, project.team] }).onUpdate("cascade"),
    foreignKey({ columns: [t.offering, t.revision], foreignColumns: [revision.offering, revision.number] }),
    index("request_team").on(t.team, t.number),
    index("request_person").on(t.person, t.number),
    index("request_offering").on(t.offering, t.revision, t.number),
    index("request_state").on(t.state, t.number),
    index("request_project").on(t.project, t.number),
    index("request_resource").on(t.resource, t.number),
    index("request_parent")
      .on(t.parent)
      .where(sql`${t.parent} is not null`),
  ],
);

/** The truth about a request's steps. Events are its log. */
export const step = pgTable(
  "step",
  {
    request: bigint("request", { mode: "number" })
      .notNull()
      .references(() => request.number),
    id: text("id").notNull(),
    position: integer("position").notNull(),
    plan: json("plan").$type<PlannedStep>().notNull(),
    uses: text("uses").$type<AdapterKind>().notNull(),
    blocking: boolean("blocking").notNull(),
    state: text("state").$type<StepState>().notNull().default("pending"),
    generation: integer("generation").notNull().default(1),
    attempts: integer("attempts").notNull().default(0),
    /** The attempt that owns the step now; every write of an attempt checks it. */
    lease: uuid("lease"),
    leasedUntil: at("leased_until"),
    /** The engine that has it in hand. */
    engine: text("engine"),
    /** The limited connection in which it holds a place, or waits for one. */
    place: text("place"),
    /** Since when it waits for a place. */
    placeSince: at("place_since"),
    /** The connection its present generation has begun through: it is followed there, whatever is opened or closed meanwhile. */
    connection: text("connection"),
    reference: jsonb("reference").$type<Reference>(),
    problem: jsonb("problem").$type<StepProblem>(),
    /** The last effect of this generation is known to have ended, so that a retry may make a new one. */
    effectEnded: boolean("effect_ended").notNull().default(false),
    outputs: json("outputs").$type<JsonObject>().notNull().default({}),
    /** JSON of the secret outputs by name, sealed with the context `step:<request>:<id>:outputs`. */
    sealedOutputs: text("sealed_outputs"),
    /** Done by a person instead of the adapter. */
    resolved: boolean("resolved").notNull().default(false),
    /** For `manual`: the team whose task it is. */
    assignedTeam: text("assigned_team"),
    /** Tries in a row that made nothing and are repeated by themselves. */
    tries: integer("tries").notNull().default(0),
    /** When the outside was first asked to stop. */
    cancellingSince: at("cancelling_since"),
    nextCheckAt: at("next_check_at"),
    /** When a webhook last told of what it waits for. */
    heardAt: at("heard_at"),
    startedAt: at("started_at"),
    endedAt: at("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.request, t.id] }),
    index("step_assigned")
      .on(t.assignedTeam, t.state)
      .where(sql`${t.assignedTeam} is not null`),
    // By what a webhook names: the number of an issue, which stays when its key changes; of anything else its id.
    index("step_reference")
      .on(sql`(${t.reference} ->> 'kind')`, sql`coalesce(${t.reference} #>> '{data,issue}', ${t.reference} ->> 'id')`)
      .where(sql`${t.state} in ('waiting', 'processing', 'cancelling')`),
    index("step_waiting")
      .on(t.request)
      .where(sql`${t.state} = 'waiting'`),
    index("step_due")
      .on(t.nextCheckAt)
      .where(sql`${t.nextCheckAt} is not null`),
    index("step_place")
      .on(t.place, t.placeSince)
      .where(sql`${t.place} is not null`),
    index("step_leased")
      .on(t.leasedUntil)
      .where(sql`${t.leasedUntil} is not null`),
  ],
);

/** One try at a step. */
export const attempt = pgTable(
  "attempt",
  {
    id: uuid("id").primaryKey(),
    request: bigint("request", { mode: "number" }).notNull(),
    step: text("step").notNull(),
    n: integer("n").notNull(),
    generation: integer("generation").notNull(),
    engine: text("engine").notNull(),
    startedAt: at("started_at").notNull().defaultNow(),
    /** Committed before the call that makes something. */
    effectSentAt: at("effect_sent_at"),
    /** The same for a call that may be repeated: after it there is nothing to look for, but something may be there. */
    repeatableSentAt: at("repeatable_sent_at"),
    endedAt: at("ended_at"),
    outcome: text("outcome").$type<
      "waiting" | "completed" | "failed" | "cancelled" | "uncertain" | "again" | "lost" | "handed_over"
    >(),
    problem: jsonb("problem").$type<StepProblem>(),
    /** What was sent, secrets redacted. */
    payload: json("payload").$type<JsonObject>(),
    reference: jsonb("reference").$type<Reference>(),
  },
  (t) => [
    uniqueIndex("attempt_number").on(t.request, t.step, t.n),
    foreignKey({ columns: [t.request, t.step], foreignColumns: [step.request, step.id] }),
  ],
);
