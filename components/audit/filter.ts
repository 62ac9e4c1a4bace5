import { doors, outcomes } from "#lib/core/audit/filter.ts";
import type { AuditFilter } from "#lib/views/audit/shape.ts";
import { queryOf } from "#components/live/rest.ts";

/** A filter as it stands in the address; the cursor is not part of what is shared. */
export type Filter = Omit<AuditFilter, "cursor" | "limit">;

export const textParts = ["who", "verb", "subject", "text"] as const;
export const dayParts = ["from", "to"] as const;

const isDay = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

/** Reads the filter out of an address; what is not understood is left out. */
export function readFilter(read: (name: string) => string | undefined): Filter {
  const filter: Filter = {};
  for (const part of textParts) {
    const value = read(part)?.trim().slice(0, 200);
    if (value) filter[part] = value;
  }
  for (const part of dayParts) {
    const value = read(part)?.trim() ?? "";
    if (isDay(value)) filter[part] = value;
  }
  const outcome = outcomes.find((known) => known === read("outcome"));
  const door = doors.find((known) => known === read("door"));
  return { ...filter, ...(outcome ? { outcome } : {}), ...(door ? { door } : {}) };
}

export function filterAddress(filter: Filter): string {
  return `/settings/audit${queryOf({ ...filter })}`;
}

export function exportAddress(filter: Filter, format: "csv" | "jsonl"): string {
  return `/api/v1/audit/export${queryOf({ ...filter, format })}`;
}

/** Narrowed beyond done or denied. */
export function isNarrowed(filter: Filter): boolean {
  return Object.keys(filter).some((part) => part !== "outcome");
}

/** The filter with one part set, or without it when the value is empty. */
export function withPart(filter: Filter, part: keyof Filter, value: string): Filter {
  return readFilter((name) => (name === part ? value : filter[name as keyof Filter]));
}
