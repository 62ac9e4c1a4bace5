import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import type { OrganisationRole, TeamRole } from "#lib/core/access.ts";
import type { Json } from "#lib/core/json.ts";
import { at } from "./column.ts";

/** Counts the changes of a row, so that who changes it can say which state of it they have seen. */
const version = () => integer("version").notNull().default(1);

export const team = pgTable("team", {
  name: text("name").primaryKey(),
  title: text("title").notNull(),
  version: version(),
});

export const project = pgTable(
  "project",
  {
    name: text("name").primaryKey(),
    title: text("title").notNull(),
    team: text("team")
      .notNull()
      .references(() => team.name),
    version: version(),
  },
  // What belongs to a project refers to both, so that its team is always the project's, also while that changes.
  (t) => [unique("project_and_team").on(t.name, t.team), index("project_team").on(t.team, t.name)],
);

export const environment = pgTable("environment", {
  name: text("name").primaryKey(),
  title: text("title").notNull(),
  position: integer("position").notNull(),
  /** Drafts may be tried there with test orders. */
  tests: boolean("tests").notNull().default(false),
  version: version(),
});

/** The platform's constants, readable in expressions as `vars`. */
export const variable = pgTable("variable", {
  name: text("name").primaryKey(),
  value: jsonb("value").$type<Json>().notNull(),
  version: version(),
});

export const person = pgTable(
  "person",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    email: text("email"),
    roles: jsonb("roles").$type<OrganisationRole[]>().notNull().default([]),
    /** Set when an admin has taken the person out: no door lets them in. */
    deactivatedAt: at("deactivated_at"),
  },
  (t) => [index("person_name").on(t.name, t.id)],
);

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
    /** `group`: as the provider said at the last sign-in. `app`: given here, and kept. The same role may come from both. */
    source: text("source").$type<"group" | "app">().notNull().default("app"),
  },
  (t) => [
    primaryKey({ columns: [t.person, t.team, t.role, t.source] }),
    index("membership_team").on(t.team, t.role, t.person),
  ],
);

/** Which group of the sign-in provider makes a person what in a team. */
export const teamGroup = pgTable(
  "team_group",
  {
    team: text("team")
      .notNull()
      .references(() => team.name),
    group: text("group").notNull(),
    role: text("role").$type<TeamRole>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.team, t.group, t.role] }), index("team_group_group").on(t.group)],
);
