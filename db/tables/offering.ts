import { boolean, integer, json, jsonb, pgSequence, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ActorLabel } from "#lib/core/lifecycle/event.ts";
import type { AutomationLevel, Offering } from "#lib/core/offering/document.ts";
import type { Issue } from "#lib/core/problem.ts";
import { at } from "./column.ts";

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
  /** Taken out of the catalog by a person, until it is offered again; what came of it stays. Null while it is offered. */
  retiredAt: at("retired_at"),
  retiredBy: jsonb("retired_by").$type<ActorLabel>(),
  /** Why, and what to do instead. */
  retiredNote: text("retired_note"),
  updatedAt: at("updated_at").notNull().defaultNow(),
});

/** Counts what is kept of drafts that are tried. A number never comes again: processes remember what a revision says. */
export const testRevision = pgSequence("test_revision");

/** An immutable version: published, numbered 1, 2, 3; or what was kept of a draft to try it, numbered below zero. */
export const revision = pgTable(
  "revision",
  {
    offering: text("offering")
      .notNull()
      .references(() => offering.name),
    number: integer("number").notNull(),
    source: text("source").notNull(),
    /** `json` and not `jsonb`: the author's order of members is the order of questions and outputs. */
    document: json("document").$type<Offering>().notNull(),
    digest: text("digest").notNull(),
    /** Digests of the modules it brings, by folder. */
    modules: jsonb("modules").$type<Record<string, string>>().notNull().default({}),
    /** The revisions of other offerings that its steps order, by name. */
    children: jsonb("children").$type<Record<string, number>>().notNull().default({}),
    level: text("level").$type<AutomationLevel>().notNull(),
    origin: text("origin").$type<"file" | "studio">().notNull(),
    changeNote: text("change_note"),
    /** Of what was kept to try it: the draft, and the revision which that was begun from. */
    draft: uuid("draft"),
    basedOn: integer("based_on"),
    publishedBy: jsonb("published_by").$type<ActorLabel>().notNull(),
    publishedAt: at("published_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.offering, t.number] })],
);
