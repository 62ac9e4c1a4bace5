import { index, integer, json, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { ActorLabel } from "#lib/core/lifecycle/event.ts";
import type { ProbeAnswer } from "#lib/core/probe/finding.ts";
import type { ProbeTarget } from "#lib/core/probe/targets.ts";
import { at } from "./column.ts";

/** A question to the outside, about a revision or about a connection; an engine answers it. */
export const probe = pgTable(
  "probe",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    offering: text("offering"),
    revision: integer("revision"),
    connection: text("connection"),
    /** Of a dry run: what is asked about, rendered for one order. Left out, it is all that the revision's document says. */
    targets: json("targets").$type<ProbeTarget[]>(),
    askedBy: jsonb("asked_by").$type<ActorLabel>().notNull(),
    askedAt: at("asked_at").notNull().defaultNow(),
    answers: jsonb("answers").$type<ProbeAnswer[]>(),
    answeredAt: at("answered_at"),
  },
  (t) => [
    index("probe_offering").on(t.offering, t.revision, t.askedAt),
    index("probe_connection").on(t.connection, t.askedAt),
    index("probe_asked_at").on(t.askedAt),
  ],
);
