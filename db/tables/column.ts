import { customType, timestamp } from "drizzle-orm/pg-core";

/** A moment; `timestamptz`, a Date in JavaScript. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** A transaction's id; text in JavaScript because it outgrows a safe number. */
export const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });
