import { requestStates } from "#lib/core/lifecycle/states.ts";
import type { RequestFilter } from "#lib/views/request/shape.ts";
import { queryOf } from "#components/live/rest.ts";

export const scopes = [
  { value: "mine", label: "Mine" },
  { value: "teams", label: "My teams’" },
  { value: "all", label: "All" },
] as const satisfies readonly { value: RequestFilter["scope"]; label: string }[];

/** Test orders are in nobody's way unless they are asked for. */
export const testFilters = [
  { value: "with", label: "With test orders" },
  { value: "only", label: "Test orders only" },
] as const satisfies readonly { value: NonNullable<RequestFilter["tests"]>; label: string }[];

/** A filter as it stands in the address; the cursor is not part of what is shared. */
export type Filter = Omit<RequestFilter, "cursor" | "limit">;

export const filterFields = ["offering", "project", "environment", "person", "text"] as const;

/** Reads the filter out of an address; what is not understood is left out. */
export function readFilter(read: (name: string) => string | undefined): Filter {
  const filter: Filter = { scope: scopes.find((scope) => scope.value === read("scope"))?.value ?? "mine" };
  const asked = read("state")?.split(",") ?? [];
  const state = requestStates.filter((known) => asked.includes(known));
  if (state.length > 0) filter.state = state;
  const tests = testFilters.find((known) => known.value === read("tests"))?.value;
  if (tests) filter.tests = tests;
  for (const field of filterFields) {
    const value = read(field)?.trim();
    if (value) filter[field] = value;
  }
  return filter;
}

export function filterQuery(
  filter: Filter,
  more: { cursor?: string | undefined; limit?: number; format?: string } = {},
): string {
  return queryOf({ ...filter, scope: filter.scope, ...more });
}

/** Parts of an address that say nothing here, as a person reads them: `state “nope”`. */
export function notUnderstood(asked: Readonly<Record<string, string | readonly string[] | undefined>>): string[] {
  const wrong = (name: string, value: string): boolean => {
    if (name === "scope") return !scopes.some((scope) => scope.value === value);
    if (name === "tests") return !testFilters.some((known) => known.value === value);
    if (name === "state") return value.split(",").some((state) => !requestStates.some((known) => known === state));
    return !filterFields.some((field) => field === name);
  };
  return Object.entries(asked).flatMap(([name, value]) => {
    const first = typeof value === "string" ? value : (value?.[0] ?? "");
    return first !== "" && wrong(name, first) ? [`${name} “${first}”`] : [];
  });
}

/** The page's own address: where it starts is not said. */
export function filterAddress(filter: Filter, home: Filter["scope"] = "mine"): string {
  return `/requests${queryOf({ ...filter, scope: filter.scope === home ? undefined : filter.scope })}`;
}

export function isNarrowed(filter: Filter): boolean {
  return (
    filter.state !== undefined ||
    filter.tests !== undefined ||
    filterFields.some((field) => filter[field] !== undefined)
  );
}
