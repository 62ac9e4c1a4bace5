"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Boxes } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import type { ChoicesView } from "#lib/views/organisation/shape.ts";
import type { ResourcePage } from "#lib/views/resource/shape.ts";
import { readRest } from "#components/live/rest.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type Filter, filterAddress, filterQuery, isNarrowed } from "./filter.ts";
import { FilterBar } from "./filter-bar.tsx";
import { ResourceRows } from "./resource-rows.tsx";

const pageSize = 50;

interface First {
  filter: Filter;
  page: ResourcePage;
}

function useResources(filter: Filter, first: First) {
  const key = filterAddress(filter);
  return useInfiniteQuery({
    queryKey: ["resources", key],
    queryFn: ({ pageParam, signal }) =>
      readRest<ResourcePage>(`/resources${filterQuery(filter, { cursor: pageParam, limit: pageSize })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    ...(key === filterAddress(first.filter)
      ? // What happened while the page was on its way here went unheard: it is asked for once.
        { initialData: { pages: [first.page], pageParams: [undefined] }, initialDataUpdatedAt: 0 }
      : {}),
  });
}

export function ResourceList({ first, choices }: { first: First; choices: ChoicesView }) {
  const [filter, setFilter] = useState(first.filter);
  const found = useResources(filter, first);
  useEffect(() => window.history.replaceState(null, "", filterAddress(filter)), [filter]);
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <h1 className="mb-4 text-2xl font-semibold tracking-tight">Resources</h1>
      <FilterBar filter={filter} choices={choices} change={setFilter} />
      <p role="status" className="sr-only">
        {found.isFetching ? "Looking" : `${rows.length} resources shown`}
      </p>
      {found.error ? (
        <Notice tone="bad" title="The list could not be read." className="mb-4">
          {found.error.message}
        </Notice>
      ) : null}
      <div className={classNames("transition-opacity", found.isPlaceholderData && "opacity-60")}>
        {rows.length > 0 ? (
          <ResourceRows rows={rows} />
        ) : found.isPending ? null : (
          <NoResources filter={filter} change={setFilter} />
        )}
      </div>
      {found.hasNextPage ? (
        <div className="mt-4 text-center">
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </>
  );
}

function NoResources({ filter, change }: { filter: Filter; change: (filter: Filter) => void }) {
  const icon = <Boxes className="size-5" aria-hidden />;
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        title="No resource fits"
        icon={icon}
        action={<Button onClick={() => change({})}>Clear the filters</Button>}
      >
        Nothing that your teams own fits all of the filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Your teams own nothing yet"
      icon={icon}
      action={
        <Link href="/" className={buttonClass("primary")}>
          Open the catalog
        </Link>
      }
    >
      What you order from the catalog shows up here, with its outputs and everything that made it.
    </EmptyState>
  );
}
