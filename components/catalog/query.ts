"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { CatalogView } from "#lib/views/catalog/shape.ts";
import { queryOf, readRest } from "#components/live/rest.ts";
import { pageSize, type Wanted } from "./sort.ts";

/** The same catalog as an address, to share or to come back to. */
export function catalogAddress({ text, category, sort }: Wanted): string {
  return `/${queryOf({ q: text.trim(), category, sort: sort === "best" ? undefined : sort })}`;
}

/** A value that has stood still for a moment. */
function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

/** The offerings that fit, searched on the server, so that ten thousand of them cost the browser nothing. */
export function useCatalog(wanted: Wanted, first: { wanted: Wanted; view: CatalogView }) {
  const text = useSettled(wanted.text.trim(), 120);
  const { category, sort } = wanted;
  const isFirst = text === first.wanted.text && category === first.wanted.category && sort === first.wanted.sort;
  return useInfiniteQuery({
    queryKey: ["catalog", text, category, sort],
    queryFn: ({ pageParam, signal }) =>
      readRest<CatalogView>(`/catalog${queryOf({ text, category, sort, offset: pageParam, limit: pageSize })}`, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length > 0 && shown < last.total ? shown : null;
    },
    placeholderData: keepPreviousData,
    ...(isFirst ? { initialData: { pages: [first.view], pageParams: [0] } } : {}),
  });
}
