"use client";
import { Download } from "lucide-react";
import type { ChoicesView } from "#lib/views/organisation/shape.ts";
import type { RequestPage } from "#lib/views/request/shape.ts";
import { ListFrame } from "#components/list/list-frame.tsx";
import { useList } from "#components/list/use-list.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type Filter, filterAddress, filterQuery, scopes } from "./filter.ts";
import { FilterBar } from "./filter-bar.tsx";
import { NoRequests, type NoneProps } from "./no-requests.tsx";
import { RequestRows } from "./request-rows.tsx";

export function RequestList({
  first,
  choices,
  home = "mine",
  ignored = [],
}: {
  first: { filter: Filter; page: RequestPage };
  choices: ChoicesView;
  /** The scope that the page starts with for this reader. */
  home?: Filter["scope"];
  /** What stood in the address and says nothing here. */
  ignored?: readonly string[];
}) {
  const address = (filter: Filter) => filterAddress(filter, home);
  const list = useList({ what: "requests", first, address, query: filterQuery });
  const { filter, change } = list;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl font-semibold tracking-tight">Requests</h1>
        <a href={`/api/v1/requests${filterQuery(filter, { format: "csv" })}`} download className={buttonClass()}>
          <Download className="size-4" aria-hidden />
          CSV
        </a>
      </div>
      <ScopeChoice filter={filter} change={change} all={choices.beyondTeams} />
      <FilterBar filter={filter} choices={choices} change={change} />
      {ignored.length > 0 ? (
        <Notice tone="warn" title={`Not understood, and so not applied: ${ignored.join(", ")}.`} className="mb-4" />
      ) : null}
      <ListFrame what="requests" list={list} none={<NoRequests filter={filter} change={change} />}>
        {(rows) => <RequestRows rows={rows} />}
      </ListFrame>
    </>
  );
}

/** “All” is offered to who sees more under it than under “My teams’”; an address that says it is honoured all the same. */
function ScopeChoice({ filter, change, all }: NoneProps & { all: boolean }) {
  const offered = scopes.filter(({ value }) => value !== "all" || all || filter.scope === "all");
  return (
    <div role="group" aria-label="Whose requests" className="mb-4 flex gap-5 border-b border-line">
      {offered.map((scope) => (
        <button
          key={scope.value}
          type="button"
          aria-pressed={filter.scope === scope.value}
          onClick={() => change({ ...filter, scope: scope.value })}
          className="-mb-px border-b-2 border-transparent py-2 text-muted hover:text-ink aria-pressed:border-accent aria-pressed:font-medium aria-pressed:text-ink"
        >
          {scope.label}
        </button>
      ))}
    </div>
  );
}
