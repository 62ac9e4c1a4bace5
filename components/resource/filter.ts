import { resourceStates } from "#lib/core/lifecycle/states.ts";
import type { ResourceFilter } from "#lib/views/resource/shape.ts";
import { queryOf } from "#components/live/rest.ts";

/** A filter as it stands in the address; the cursor is not part of what is shared. */
export type Filter = Omit<ResourceFilter, "cursor" | "limit">;

const fields = ["offering", "project", "environment", "text"] as const;

/** What test orders made is shown unless it is not wanted: somebody has to retire it. */
export const testFilters = [
  { value: "without", label: "Without tests" },
  { value: "only", label: "Tests only" },
] as const satisfies readonly { value: NonNullable<ResourceFilter["tests"]>; label: string }[];

/** Reads the filter out of an address; what is not understood is left out. */
export function readFilter(read: (name: string) => string | undefined): Filter {
  const asked = read("state")?.split(",") ?? [];
  const state = resourceStates.filter((known) => asked.includes(known));
  const filter: Filter = state.length > 0 ? { state } : {};
  const tests = testFilters.find((known) => known.value === read("tests"))?.value;
  if (tests) filter.tests = tests;
  for (const field of fields) {
    const value = read(field)?.trim();
    if (value) filter[field] = value;
  }
  return filter;
}

export function filterQuery(filter: Filter, more: { cursor?: string | undefined; limit?: number } = {}): string {
  return queryOf({ ...filter, ...more });
}

export function filterAddress(filter: Filter): string {
  return `/resources${queryOf({ ...filter })}`;
}

export function isNarrowed(filter: Filter): boolean {
  return Object.keys(filter).length > 0;
}
