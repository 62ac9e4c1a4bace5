import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { Scope } from "#lib/core/access.ts";
import { at } from "./column.ts";
import { person, team } from "./organisation.ts";

/** A browser that somebody signed in with. */
export const session = pgTable(
  "session",
  {
    /** Names it in lists. What the browser holds is another thing, of which only the digest is kept. */
    id: uuid("id").primaryKey().defaultRandom(),
    hash: text("hash").notNull().unique(),
    person: text("person")
      .notNull()
      .references(() => person.id),
    createdAt: at("created_at").notNull().defaultNow(),
    /** Written once a minute at most. */
    seenAt: at("seen_at").notNull().defaultNow(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
    /** Where it was opened from, and with what. */
    address: text("address"),
    userAgent: text("user_agent"),
  },
  (t) => [index("session_person").on(t.person), index("session_expires").on(t.expiresAt)],
);

/** What a program sends to be let in: it acts for a person or for a team, never for both. */
export const token = pgTable(
  "token",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    name: text("name").notNull(),
    person: text("person").references(() => person.id),
    team: text("team").references(() => team.name),
    /** SHA-256 of the token, hex. The token itself is shown once and never kept. */
    hash: text("hash").notNull().unique(),
    /** Its last characters, to tell it from others. */
    ending: text("ending").notNull().default(""),
    scopes: jsonb("scopes").$type<Scope[]>().notNull().default(["read", "order", "author", "admin"]),
    /** Who made it: a person's id, or null when it came with the sandbox. */
    createdBy: text("created_by").references(() => person.id),
    createdAt: at("created_at").notNull().defaultNow(),
    /** Null: never; only the sandbox's do not expire. */
    expiresAt: at("expires_at"),
    /** Written once a minute at most. */
    lastUsedAt: at("last_used_at"),
    revokedAt: at("revoked_at"),
  },
  (t) => [
    index("token_person").on(t.person),
    index("token_team").on(t.team),
    check("token_owner", sql`num_nonnulls(${t.person}, ${t.team}) = 1`),
  ],
);
