import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Listing, Page } from "#lib/views/organisation/listing-shape.ts";
import { useList } from "#components/list/use-list.ts";
import { queryOf } from "#components/live/rest.ts";

type Values = Omit<Listing, "cursor" | "limit"> & Record<string, string | undefined>;

/** A list of the organisation: searched and paged by REST at `what`, shown at `path`. */
export function useListed<Row, Filter extends Values>(
  what: string,
  path: string,
  first: { filter: Filter; page: Page<Row> },
) {
  return useList<Row, Filter>({
    what,
    first,
    address: (filter) => `${path}${queryOf(filter)}`,
    query: (filter, more) => queryOf({ ...filter, ...more }),
  });
}

/** One dialog at a time; when something was changed the lists are asked for again. */
export function useShown<Shown>(first: Shown | null = null) {
  const [shown, show] = useState<Shown | null>(first);
  const router = useRouter();
  const queries = useQueryClient();
  const refresh = () => {
    void queries.invalidateQueries();
    router.refresh();
  };
  const close = (changed: boolean) => {
    show(null);
    if (changed) refresh();
  };
  return { shown, show, close, refresh };
}

/** The filter with one part set, or without it when the value is empty. */
export function withPart<Filter extends Values>(filter: Filter, part: keyof Filter, value: string): Filter {
  const { [part]: _, ...rest } = filter;
  return (value === "" ? rest : { ...rest, [part]: value }) as Filter;
}
