import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { Door } from "#lib/core/access.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { ActorLabel, EventBody } from "#lib/core/lifecycle/event.ts";
import { at, bytes, xid8 } from "./column.ts";
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

/** What actors did. Written in the command's transaction; a denial in one of its own. A trigger refuses to change or remove any of it. */
export const audit = pgTable(
  "audit",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: at("at").notNull().defaultNow(),
    xid: xid8("xid")
      .notNull()
      .default(sql`pg_current_xact_id()`),
    actor: jsonb("actor").$type<ActorLabel>().notNull(),
    /** The person behind the actor, else the actor itself: what is asked for by who it was. */
    who: text("who").notNull(),
    /** `person:developer` or `team:checkout` of a token, `request:20418` of an order that another request made. */
    behalf: text("behalf"),
    door: text("door").$type<Door>().notNull(),
    address: text("address"),
    userAgent: text("user_agent"),
    verb: text("verb").notNull(),
    /** `request:20418`, `offering:postgresql`, `connection:jira`. */
    subject: text("subject").notNull(),
    outcome: text("outcome").$type<"done" | "denied">().notNull(),
    detail: jsonb("detail").$type<JsonObject>().notNull().default({}),
  },
  // Each list is read in this order from the newest on, whatever it is narrowed by.
  (t) => [
    index("audit_at").on(t.at, t.id),
    index("audit_subject").on(t.subject, t.at, t.id),
    index("audit_who").on(t.who, t.at, t.id),
    index("audit_verb").on(t.verb, t.at, t.id),
    index("audit_denied")
      .on(t.at, t.id)
      .where(sql`${t.outcome} = 'denied'`),
    index("audit_door").on(t.door, t.at, t.id),
    index("audit_xid").on(t.xid, t.id),
    index("audit_words").using("gin", auditWords(t)),
  ],
);

interface Worded {
  actor: AnyPgColumn;
  who: AnyPgColumn;
  behalf: AnyPgColumn;
  address: AnyPgColumn;
  verb: AnyPgColumn;
  subject: AnyPgColumn;
  detail: AnyPgColumn;
}

/**
 * Every word of an entry, as the search finds it: letters and digits only, so that no dot or dash decides what a word is; of what
 * it says in detail the values, and not what they are called nor that there is none.
 */
export function auditWords(t: Worded): SQL {
  const all = sql`coalesce(${t.actor} ->> 'name', '') || ' ' || ${t.who} || ' ' || coalesce(${t.behalf}, '') || ' ' || coalesce(${t.address}, '') || ' ' || ${t.verb} || ' ' || ${t.subject} || ' ' || regexp_replace(${t.detail}::text, '"[^"]*": |\\mnull\\M', ' ', 'g')`;
  return sql`to_tsvector('simple', regexp_replace(${all}, '[^[:alnum:]]+', ' ', 'g'))`;
}

/** A link of the chain that holds the audit together. Never changed or removed either. */
export const auditSeal = pgTable("audit_seal", {
  n: integer("n").primaryKey(),
  at: at("at").notNull(),
  /** Of entries with a greater id only: those before were written by a cluster whose transactions were counted on their own. */
  above: bigint("above", { mode: "number" }).notNull(),
  /** Holds the entries of the transactions from this one on … */
  from: xid8("from").notNull(),
  /** … to before this one. */
  to: xid8("to").notNull(),
  /** Of each entry its id and its SHA-256. */
  entries: bytes("entries").notNull(),
  digest: text("digest").notNull(),
  previous: text("previous").notNull(),
});

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
