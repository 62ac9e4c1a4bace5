"use client";
import { useQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import Link from "next/link";
import type { RequestPage } from "#lib/views/request/shape.ts";
import { readRest } from "#components/live/rest.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { type Filter, filterQuery, isNarrowed } from "./filter.ts";

export interface NoneProps {
  filter: Filter;
  change: (filter: Filter) => void;
}

const icon = <ListChecks className="size-5" aria-hidden />;

/** Why the list is empty, and what would fill it. */
export function NoRequests({ filter, change }: NoneProps) {
  if (!isNarrowed(filter)) return <NothingOrdered filter={filter} change={change} />;
  return (
    <EmptyState
      title="No request fits"
      icon={icon}
      action={<Button onClick={() => change({ scope: filter.scope })}>Clear the filters</Button>}
    >
      Nothing in this list fits all of the filters.
    </EmptyState>
  );
}

/** Test orders stand in the list for who asks for them, so that they are told where there is nothing else. */
function NothingOrdered({ filter: { scope }, change }: NoneProps) {
  const { data } = useQuery({
    queryKey: ["requests", "tests", scope],
    queryFn: ({ signal }) =>
      readRest<RequestPage>(`/requests${filterQuery({ scope, tests: "only" }, { limit: 1 })}`, signal),
  });
  if (data && data.items.length > 0)
    return (
      <EmptyState
        title="Only test orders so far"
        icon={icon}
        action={<Button onClick={() => change({ scope, tests: "only" })}>Show the test orders</Button>}
      >
        They are left out of this list unless the filter asks for them.
      </EmptyState>
    );
  return (
    <EmptyState
      title={scope === "mine" ? "You have not ordered anything yet" : "Nobody has ordered anything yet"}
      icon={icon}
      action={
        <Link href="/" className={buttonClass("primary")}>
          Open the catalog
        </Link>
      }
    >
      What you order shows up here and can be watched until it is done.
    </EmptyState>
  );
}
