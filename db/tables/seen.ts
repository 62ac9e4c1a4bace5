import { bigint, customType, doublePrecision, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { request } from "./request.ts";

const counts = customType<{ data: number[]; driverData: string }>({
  dataType: () => "bigint[]",
  toDriver: (value) => `{${value.join(",")}}`,
});

/** What all processes have measured, added up: one row per name and labels. */
export const measure = pgTable(
  "measure",
  {
    name: text("name").notNull(),
    /** JSON. */
    labels: text("labels").notNull(),
    /** How many fell into each bucket, the last one above them all. */
    counts: counts("counts").notNull(),
    sum: doublePrecision("sum").notNull(),
  },
  (t) => [primaryKey({ columns: [t.name, t.labels] })],
);

/** Where a request stands in the traces, so that whoever works on it goes on with the same; without a row it is not traced. */
export const trace = pgTable("trace", {
  request: bigint("request", { mode: "number" })
    .primaryKey()
    .references(() => request.number),
  id: text("id").notNull(),
  span: text("span").notNull(),
  parent: text("parent"),
});
