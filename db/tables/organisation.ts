import { integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { OrganisationRole, TeamRole } from "#lib/core/access.ts";
import type { Json } from "#lib/core/json.ts";
import { at } from "./column.ts";

export const team = pgTable("team", { name: text("name").primaryKey(), title: text("title").notNull() });

export const project = pgTable("project", {
  name: text("name").primaryKey(),
  title: text("title").notNull(),
  team: text("team")
    .notNull()
    .references(() => team.name),
});

export const environment = pgTable("environment", {
  name: text("name").primaryKey(),
  title: text("title").notNull(),
  position: integer("position").notNull(),
});

/** The platform's constants, readable in expressions as `vars`. */
export const variable = pgTable("variable", {
  name: text("name").primaryKey(),
  value: jsonb("value").$type<Json>().notNull(),
});

export const person = pgTable("person", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email"),
  roles: jsonb("roles").$type<OrganisationRole[]>().notNull().default([]),
});

export const membership = pgTable(
  "membership",
  {
    person: text("person")
      .notNull()
      .references(() => person.id),
    team: text("team")
      .notNull()
      .references(() => team.name),
    role: text("role").$type<TeamRole>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.person, t.team, t.role] })],
);

export const session = pgTable("session", {
  id: text("id").primaryKey(),
  person: text("person")
    .notNull()
    .references(() => person.id),
  createdAt: at("created_at").notNull().defaultNow(),
  expiresAt: at("expires_at").notNull(),
  revokedAt: at("revoked_at"),
});

export const token = pgTable("token", {
  id: uuid("id").primaryKey().defaultRandom(),
  name: text("name").notNull(),
  person: text("person")
    .notNull()
    .references(() => person.id),
  /** SHA-256 of the token, hex. The token itself is shown once and never kept. */
  hash: text("hash").notNull().unique(),
  createdAt: at("created_at").notNull().defaultNow(),
  expiresAt: at("expires_at"),
  revokedAt: at("revoked_at"),
});
