import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { OrganisationRole, TeamRole } from "#lib/core/access.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { ActorLabel, EventBody, Reference } from "#lib/core/lifecycle/event.ts";
import type { RequestState, ResourceState, StepState } from "#lib/core/lifecycle/states.ts";
import type { AdapterKind, AutomationLevel, Offering } from "#lib/core/offering/document.ts";
import type { Plan, PlannedStep } from "#lib/core/plan/plan.ts";
import type { Issue, StepProblem } from "#lib/core/problem.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
/** A transaction's id; text in JavaScript because it outgrows a safe number. */
const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** One row: who this installation is and which key seals its secrets. */
export const installation = pgTable("installation", {
  one: boolean("one").primaryKey().default(true),
  id: uuid("id").notNull().defaultRandom(),
  keyFingerprint: text("key_fingerprint").notNull(),
  createdAt: at("created_at").notNull().defaultNow(),
});

export const team = pgTable("team", { name: text("name").primaryKey(), title: text("title").notNull() });

export const project = pgTable("project", {
  name: text("name").primaryKey(),
  title: text("title").notNull(),
  team: text("team").notNull().references(() => team.name),
});

export const environment = pgTable("environment", {
  name: text("name").primaryKey(),
  title: text("title").notNull(),
  position: integer("position").notNull(),
});

/** The platform's constants, readable in expressions as `vars`. */
export const variable = pgTable("variable", { name: text("name").primaryKey(), value: jsonb("value").$type<Json>().notNull() });

export const person = pgTable("person", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email"),
  roles: jsonb("roles").$type<OrganisationRole[]>().notNull().default([]),
});

export const membership = pgTable(
  "membership",
  {
    person: text("person").notNull().references(() => person.id),
    team: text("team").notNull().references(() => team.name),
    role: text("role").$type<TeamRole>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.person, t.team, t.role] })],
);

export const session = pgTable("session", {
  id: text("id").primaryKey(),
  person: text("person").notNull().references(() => person.id),
  createdAt: at("created_at").notNull().defaultNow(),
  expiresAt: at("expires_at").notNull(),
  revokedAt: at("revoked_at"),
});

export const token = pgTable("token", {
  id: uuid("id").primaryKey().defaultRandom(),
  name: text("name").notNull(),
  person: text("person").notNull().references(() => person.id),
  /** SHA-256 of the token, hex. The token itself is shown once and never kept. */
  hash: text("hash").notNull().unique(),
  createdAt: at("created_at").notNull().defaultNow(),
  expiresAt: at("expires_at"),
  revokedAt: at("revoked_at"),
});

/** Configured access to an outside system. */
export const connection = pgTable("connection", {
  name: text("name").primaryKey(),
  kind: text("kind").$type<"jira" | "http" | "github">().notNull(),
  baseUrl: text("base_url").notNull(),
  settings: jsonb("settings").$type<JsonObject>().notNull().default({}),
  sealedCredential: text("sealed_credential"),
  updatedAt: at("updated_at").notNull().defaultNow(),
});

/** What is common to an offering's revisions. */
export const offering = pgTable("offering", {
  name: text("name").primaryKey(),
  owner: text("owner").notNull(),
  /** The published revision that is offered now; null while there is none. */
  current: integer("current"),
  hidden: boolean("hidden").notNull().default(false),
  /** SHA-256 of the file (and its modules) as it was last loaded; null when it never came from a file. */
  fileDigest: text("file_digest"),
  /** What is wrong with the file as it stands, when its last good revision had to be kept. */
  fileIssues: jsonb("file_issues").$type<Issue[]>(),
  /** A document that is not published: edited in the studio, or a file that changed after such an edit. */
  draft: text("draft"),
  updatedAt: at("updated_at").notNull().defaultNow(),
});

/** An immutable published version. */
export const revision = pgTable(
  "revision",
  {
    offering: text("offering").notNull().references(() => offering.name),
    number: integer("number").notNull(),
    source: text("source").notNull(),
    document: jsonb("document").$type<Offering>().notNull(),
    digest: text("digest").notNull(),
    level: text("level").$type<AutomationLevel>().notNull(),
    origin: text("origin").$type<"file" | "studio">().notNull(),
    changeNote: text("change_note"),
    publishedBy: jsonb("published_by").$type<ActorLabel>().notNull(),
    publishedAt: at("published_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.offering, t.number] })],
);

/** What a project owns through a request; allotted at submit. */
export const resource = pgTable(
  "resource",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    offering: text("offering").notNull().references(() => offering.name),
    project: text("project").notNull().references(() => project.name),
    environment: text("environment").notNull().references(() => environment.name),
    /** What people call it: the answer to `name` when there is one, else the request's number. */
    name: text("name").notNull(),
    state: text("state").$type<ResourceState>().notNull().default("planned"),
    outputs: jsonb("outputs").$type<JsonObject>().notNull().default({}),
    sealedOutputs: text("sealed_outputs"),
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
    resource: uuid("resource").notNull().references(() => resource.id),
    /** What the list shows: the resource's name. */
    title: text("title").notNull(),
    project: text("project").notNull().references(() => project.name),
    environment: text("environment").notNull().references(() => environment.name),
    team: text("team").notNull().references(() => team.name),
    requester: jsonb("requester").$type<ActorLabel>().notNull(),
    /** The person behind the requester; null when it was the system. */
    person: text("person"),
    state: text("state").$type<RequestState>().notNull().default("submitted"),
    /** True while a step is stuck though others still move. */
    stuck: boolean("stuck").notNull().default(false),
    inputs: jsonb("inputs").$type<JsonObject>().notNull(),
    /** JSON of the secret inputs by JSON pointer, sealed with the context `request:<number>:inputs`. */
    sealedInputs: text("sealed_inputs"),
    plan: jsonb("plan").$type<Plan>().notNull(),
    planHash: text("plan_hash").notNull(),
    outputs: jsonb("outputs").$type<JsonObject>().notNull().default({}),
    /** JSON of the secret outputs by name, sealed with the context `request:<number>:outputs`. */
    sealedOutputs: text("sealed_outputs"),
    /** The number of the last event. Taken under the row's lock, so that no reader sees 7 before 6. */
    seq: integer("seq").notNull().default(0),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
    finishedAt: at("finished_at"),
  },
  (t) => [
    foreignKey({ columns: [t.offering, t.revision], foreignColumns: [revision.offering, revision.number] }),
    index("request_team").on(t.team, t.number),
    index("request_person").on(t.person, t.number),
    index("request_offering").on(t.offering, t.revision, t.number),
    index("request_state").on(t.state, t.number),
    index("request_project").on(t.project, t.number),
  ],
);

/** The truth about a request's steps. Events are its log. */
export const step = pgTable(
  "step",
  {
    request: bigint("request", { mode: "number" }).notNull().references(() => request.number),
    id: text("id").notNull(),
    position: integer("position").notNull(),
    plan: jsonb("plan").$type<PlannedStep>().notNull(),
    uses: text("uses").$type<AdapterKind>().notNull(),
    blocking: boolean("blocking").notNull(),
    state: text("state").$type<StepState>().notNull().default("pending"),
    generation: integer("generation").notNull().default(1),
    attempts: integer("attempts").notNull().default(0),
    /** The attempt that owns the step now; every write of an attempt checks it. */
    lease: uuid("lease"),
    leasedUntil: at("leased_until"),
    reference: jsonb("reference").$type<Reference>(),
    problem: jsonb("problem").$type<StepProblem>(),
    /** The last effect of this generation is known to have ended, so that a retry may make a new one. */
    effectEnded: boolean("effect_ended").notNull().default(false),
    outputs: jsonb("outputs").$type<JsonObject>().notNull().default({}),
    /** JSON of the secret outputs by name, sealed with the context `step:<request>:<id>:outputs`. */
    sealedOutputs: text("sealed_outputs"),
    /** Done by a person instead of the adapter. */
    resolved: boolean("resolved").notNull().default(false),
    /** For `manual`: the team whose task it is. */
    assignedTeam: text("assigned_team"),
    nextCheckAt: at("next_check_at"),
    startedAt: at("started_at"),
    endedAt: at("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.request, t.id] }),
    index("step_assigned").on(t.assignedTeam, t.state).where(sql`${t.assignedTeam} is not null`),
    index("step_due").on(t.nextCheckAt).where(sql`${t.nextCheckAt} is not null`),
    index("step_leased").on(t.leasedUntil).where(sql`${t.leasedUntil} is not null`),
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
    endedAt: at("ended_at"),
    outcome: text("outcome").$type<"waiting" | "completed" | "failed" | "uncertain" | "again" | "lost">(),
    problem: jsonb("problem").$type<StepProblem>(),
    /** What was sent, secrets redacted. */
    payload: jsonb("payload").$type<JsonObject>(),
    reference: jsonb("reference").$type<Reference>(),
  },
  (t) => [
    uniqueIndex("attempt_number").on(t.request, t.step, t.n),
    foreignKey({ columns: [t.request, t.step], foreignColumns: [step.request, step.id] }),
  ],
);

export const event = pgTable(
  "event",
  {
    request: bigint("request", { mode: "number" }).notNull().references(() => request.number),
    seq: integer("seq").notNull(),
    at: at("at").notNull().defaultNow(),
    actor: jsonb("actor").$type<ActorLabel>().notNull(),
    body: jsonb("body").$type<EventBody>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.request, t.seq] })],
);

export const logLine = pgTable(
  "log_line",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    request: bigint("request", { mode: "number" }).notNull(),
    step: text("step").notNull(),
    attempt: uuid("attempt").notNull(),
    at: at("at").notNull(),
    text: text("text").notNull(),
  },
  (t) => [index("log_line_request").on(t.request, t.id), index("log_line_at").on(t.at)],
);

/** What actors did. Written in the command's transaction; a denial in one of its own. */
export const audit = pgTable(
  "audit",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: at("at").notNull().defaultNow(),
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
    actor: jsonb("actor").$type<ActorLabel>().notNull(),
    door: text("door").notNull(),
    verb: text("verb").notNull(),
    /** `request:20418`, `offering:postgresql`, `connection:jira`. */
    subject: text("subject").notNull(),
    outcome: text("outcome").$type<"done" | "denied">().notNull(),
    detail: jsonb("detail").$type<JsonObject>().notNull().default({}),
  },
  (t) => [index("audit_subject").on(t.subject, t.id)],
);

/** The answer that a repeated POST with the same Idempotency-Key gets. */
export const idempotency = pgTable(
  "idempotency",
  {
    actor: text("actor").notNull(),
    key: text("key").notNull(),
    /** SHA-256 of verb and body, hex. */
    digest: text("digest").notNull(),
    answer: jsonb("answer").$type<Json>().notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.actor, t.key] })],
);

/** What engines say of themselves; the web only reads it. */
export const engine = pgTable("engine", {
  id: text("id").primaryKey(),
  version: text("version").notNull(),
  capabilities: jsonb("capabilities").$type<Record<string, string>>().notNull(),
  startedAt: at("started_at").notNull().defaultNow(),
  heartbeatAt: at("heartbeat_at").notNull().defaultNow(),
});
