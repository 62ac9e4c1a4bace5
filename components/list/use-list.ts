import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { readRest } from "#components/live/rest.ts";

interface Page<Row> {
  items: Row[];
  next: string | null;
}

interface ListOptions<Row, Filter> {
  /** As REST and the browser's memory call it. */
  what: string;
  /** What the server drew the page with. */
  first: { filter: Filter; page: Page<Row> };
  /** The page's own address with this filter. */
  address: (filter: Filter) => string;
  query: (filter: Filter, more: { cursor: string | undefined; limit: number }) => string;
}

const pageSize = 50;

/** A list that is read on page by page, and its filter, which stands in the address. */
export function useList<Row, Filter>({ what, first, address, query }: ListOptions<Row, Filter>) {
  const [filter, change] = useState(first.filter);
  const here = address(filter);
  useEffect(() => window.history.replaceState(null, "", here), [here]);
  const found = useInfiniteQuery({
    queryKey: [what, here],
    queryFn: ({ pageParam, signal }) =>
      readRest<Page<Row>>(`/${what}${query(filter, { cursor: pageParam, limit: pageSize })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    ...(here === address(first.filter)
      ? // What happened while the page was on its way here went unheard: it is asked for once.
        { initialData: { pages: [first.page], pageParams: [undefined] }, initialDataUpdatedAt: 0 }
      : {}),
  });
  return { filter, change, found, rows: found.data?.pages.flatMap((page) => page.items) ?? [] };
}
