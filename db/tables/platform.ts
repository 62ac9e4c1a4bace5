import { bigint, boolean, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { JsonObject } from "#lib/core/json.ts";
import { at } from "./column.ts";

/** One row: who this installation is and which key seals its secrets. */
export const installation = pgTable("installation", {
  one: boolean("one").primaryKey().default(true),
  id: uuid("id").notNull().defaultRandom(),
  keyFingerprint: text("key_fingerprint").notNull(),
  createdAt: at("created_at").notNull().defaultNow(),
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

/** What engines say of themselves; the web only reads it. */
export const engine = pgTable("engine", {
  id: text("id").primaryKey(),
  version: text("version").notNull(),
  capabilities: jsonb("capabilities").$type<Record<string, string>>().notNull(),
  startedAt: at("started_at").notNull().defaultNow(),
  heartbeatAt: at("heartbeat_at").notNull().defaultNow(),
});
