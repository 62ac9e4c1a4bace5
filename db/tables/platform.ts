import { bigint, boolean, doublePrecision, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { JsonObject } from "#lib/core/json.ts";
import { at } from "./column.ts";

/** One row: who this installation is and which key seals its secrets. */
export const installation = pgTable("installation", {
  one: boolean("one").primaryKey().default(true),
  id: uuid("id").notNull().defaultRandom(),
  keyFingerprint: text("key_fingerprint").notNull(),
  /** The key that takes its place, while not everything is sealed with it. */
  nextFingerprint: text("next_fingerprint"),
  /** Whom PAO_ADMIN named when it made somebody an admin, with the provider: each is honoured once. */
  adminsNamed: jsonb("admins_named").$type<string[]>().notNull().default([]),
  createdAt: at("created_at").notNull().defaultNow(),
});

/** Configured access to an outside system. */
export const connection = pgTable("connection", {
  name: text("name").primaryKey(),
  kind: text("kind").$type<"jira" | "http" | "github">().notNull(),
  baseUrl: text("base_url").notNull(),
  settings: jsonb("settings").$type<JsonObject>().notNull().default({}),
  sealedCredential: text("sealed_credential"),
  /** The teams whose offerings may use it; null for all. */
  teams: jsonb("teams").$type<string[]>(),
  /** When the credential was last given. */
  credentialAt: at("credential_at"),
  updatedAt: at("updated_at").notNull().defaultNow(),
});

/** What came in at a connection's webhook door. `received` counts what was signed; each of those woke a step or was unknown. */
export const webhook = pgTable("webhook", {
  connection: text("connection")
    .primaryKey()
    .references(() => connection.name, { onDelete: "cascade" }),
  received: bigint("received", { mode: "number" }).notNull().default(0),
  woke: bigint("woke", { mode: "number" }).notNull().default(0),
  unknown: bigint("unknown", { mode: "number" }).notNull().default(0),
  refused: bigint("refused", { mode: "number" }).notNull().default(0),
  receivedAt: at("received_at"),
  refusedAt: at("refused_at"),
});

/** What a limited connection lets through, shared by all engines. Who holds a place, or waits for one, is in `step`. */
export const gate = pgTable("gate", {
  connection: text("connection")
    .primaryKey()
    .references(() => connection.name, { onDelete: "cascade" }),
  /** How many more turns may begin at once, as of `filledAt`. */
  tokens: doublePrecision("tokens").notNull().default(0),
  /** Null until it is first counted. */
  filledAt: at("filled_at"),
  /** The outside asked to slow down until then. It stays until a turn shows that all is well. */
  pausedUntil: at("paused_until"),
  /** How often in a row it had to be paused without being told for how long. */
  pauses: integer("pauses").notNull().default(0),
});

/** What engines say of themselves; the web only reads it. */
export const engine = pgTable("engine", {
  id: text("id").primaryKey(),
  version: text("version").notNull(),
  /** The newest plans it understands. */
  planVersion: integer("plan_version").notNull().default(1),
  capabilities: jsonb("capabilities").$type<Record<string, string>>().notNull(),
  /** How many steps it moves at the same time. */
  concurrency: integer("concurrency").notNull().default(1),
  startedAt: at("started_at").notNull().defaultNow(),
  heartbeatAt: at("heartbeat_at").notNull().defaultNow(),
  /** It takes nothing more, and ends. */
  stoppingAt: at("stopping_at"),
});

/** What is done by the clock, once for all engines. */
export const chore = pgTable("chore", {
  name: text("name").primaryKey(),
  ranAt: at("ran_at").notNull().defaultNow(),
  /** The engine that did it last. */
  engine: text("engine").notNull(),
  runs: bigint("runs", { mode: "number" }).notNull().default(1),
});
