import { sql } from "drizzle-orm";
import { bigint, bigserial, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { ActorLabel, EventBody } from "#lib/core/lifecycle/event.ts";
import { at, xid8 } from "./column.ts";
import { request } from "./request.ts";

export const event = pgTable(
  "event",
  {
    request: bigint("request", { mode: "number" })
      .notNull()
      .references(() => request.number),
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
    xid: xid8("xid")
      .notNull()
      .default(sql`pg_current_xact_id()`),
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
