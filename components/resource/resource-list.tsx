"use client";
import { Boxes } from "lucide-react";
import Link from "next/link";
import type { ChoicesView } from "#lib/views/organisation/shape.ts";
import type { ResourcePage } from "#lib/views/resource/shape.ts";
import { ListFrame } from "#components/list/list-frame.tsx";
import { useList } from "#components/list/use-list.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { type Filter, filterAddress, filterQuery, isNarrowed } from "./filter.ts";
import { FilterBar } from "./filter-bar.tsx";
import { ResourceRows } from "./resource-rows.tsx";

interface First {
  filter: Filter;
  page: ResourcePage;
}

export function ResourceList({ first, choices }: { first: First; choices: ChoicesView }) {
  const list = useList({ what: "resources", first, address: filterAddress, query: filterQuery });
  const { filter, change } = list;
  return (
    <>
      <h1 className="mb-4 text-2xl font-semibold tracking-tight">Resources</h1>
      <FilterBar filter={filter} choices={choices} change={change} />
      <ListFrame what="resources" list={list} none={<NoResources filter={filter} change={change} />}>
        {(rows) => <ResourceRows rows={rows} />}
      </ListFrame>
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
