import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ActorLabel } from "#lib/core/lifecycle/event.ts";
import type { DraftState } from "#lib/core/offering/draft.ts";
import { at } from "./column.ts";

/** A document that is not published: a team's own, or what somebody else proposes to it. */
export const draft = pgTable(
  "draft",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Its name; of a new one it follows the document. */
    offering: text("offering").notNull(),
    /** The team whose authors publish it. */
    owner: text("owner").notNull(),
    proposal: boolean("proposal").notNull(),
    state: text("state").$type<DraftState>().notNull().default("open"),
    /** The revision it was begun from; null for what is new. */
    basedOn: integer("based_on"),
    source: text("source").notNull(),
    /** The text as the audit last told it, and when: what is typed is saved far more often than it is worth a line. */
    told: text("told").notNull(),
    toldAt: at("told_at"),
    /** Counts the saves, so that who saves says which text they have changed. */
    version: integer("version").notNull().default(1),
    /** What whoever proposes it says of it. */
    note: text("note"),
    /** Who began it, as a person and not as the token they used. */
    who: text("who").notNull(),
    begunBy: jsonb("begun_by").$type<ActorLabel>().notNull(),
    begunAt: at("begun_at").notNull().defaultNow(),
    savedBy: jsonb("saved_by").$type<ActorLabel>().notNull(),
    savedAt: at("saved_at").notNull().defaultNow(),
    /** When a proposal was shown to the owners. */
    submittedAt: at("submitted_at"),
    endedBy: jsonb("ended_by").$type<ActorLabel>(),
    endedAt: at("ended_at"),
    /** Why it was declined. */
    reason: text("reason"),
    /** What it was published as. */
    revision: integer("revision"),
  },
  (t) => [
    uniqueIndex("draft_of_offering")
      .on(t.offering)
      .where(sql`state = 'open' and not proposal`),
    uniqueIndex("draft_proposal_of_person")
      .on(t.offering, t.who)
      .where(sql`state = 'open' and proposal`),
    index("draft_by_offering").on(t.offering, t.begunAt),
    index("draft_open_by_owner")
      .on(t.owner)
      .where(sql`state = 'open'`),
    index("draft_open_by_person")
      .on(t.who)
      .where(sql`state = 'open'`),
  ],
);

/** Who has a draft on the screen: said again and again while they do. */
export const draftEditor = pgTable(
  "draft_editor",
  {
    draft: uuid("draft")
      .notNull()
      .references(() => draft.id, { onDelete: "cascade" }),
    person: text("person").notNull(),
    name: text("name").notNull(),
    seenAt: at("seen_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.draft, t.person] })],
);
