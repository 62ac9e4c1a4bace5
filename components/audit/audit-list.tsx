"use client";
import { Download, ScrollText } from "lucide-react";
import type { AuditPage, AuditRow, SealedView } from "#lib/views/audit/shape.ts";
import { ListFrame } from "#components/list/list-frame.tsx";
import { useList } from "#components/list/use-list.ts";
import { queryOf } from "#components/live/rest.ts";
import { SettingsPage } from "#components/settings/settings-page.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Clock, RelativeTime } from "#components/ui/time.tsx";
import { AuditEntry } from "./audit-entry.tsx";
import { exportAddress, type Filter, filterAddress, isNarrowed, withPart } from "./filter.ts";
import { FilterBar, OutcomeTabs } from "./filter-bar.tsx";

interface ListProps {
  first: { filter: Filter; page: AuditPage };
  sealed: SealedView;
}

/** Who did what, from where, through which door, and what was denied. */
export function AuditList({ first, sealed }: ListProps) {
  const list = useList<AuditRow, Filter>({
    what: "audit",
    first,
    address: filterAddress,
    query: (filter, more) => queryOf({ ...filter, ...more }),
  });
  const { filter, change } = list;
  return (
    <SettingsPage title="Audit" about={<Sealed sealed={sealed} />} action={<Export filter={filter} />}>
      {sealed.lateSince === null ? null : (
        <Notice tone="warn" title="Entries are waiting to be sealed" className="mb-4">
          The oldest is of <Clock at={sealed.lateSince} />. An engine has to run, and no transaction in the database may
          stay open.
        </Notice>
      )}
      <OutcomeTabs filter={filter} change={change} />
      <FilterBar filter={filter} change={change} />
      <ListFrame what="entries" list={list} none={<Nothing filter={filter} change={change} />}>
        {(rows) => (
          <ol aria-label="Entries">
            {rows.map((row) => (
              <li key={row.id}>
                <AuditEntry row={row} narrow={(part, value) => change(withPart(filter, part, value))} />
              </li>
            ))}
          </ol>
        )}
      </ListFrame>
    </SettingsPage>
  );
}

function Sealed({ sealed: { seals, at } }: { sealed: SealedView }) {
  return (
    <>
      What everybody did, and what was denied. Nothing here is ever changed or removed
      {seals === 0 || at === null ? (
        "."
      ) : (
        <>
          ; it was sealed last <RelativeTime at={at} />.
        </>
      )}
    </>
  );
}

function Export({ filter }: { filter: Filter }) {
  return (
    <div className="flex gap-2">
      {(["csv", "jsonl"] as const).map((format) => (
        <a key={format} href={exportAddress(filter, format)} download className={buttonClass()}>
          <Download className="size-4" aria-hidden />
          {format === "csv" ? "CSV" : "JSON"}
        </a>
      ))}
    </div>
  );
}

function Nothing({ filter, change }: { filter: Filter; change: (filter: Filter) => void }) {
  const icon = <ScrollText className="size-5" aria-hidden />;
  if (!isNarrowed(filter) && filter.outcome === "denied")
    return (
      <EmptyState title="Nothing was denied" icon={icon}>
        When somebody tries what they may not, it stands here.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No entry fits"
      icon={icon}
      action={<Button onClick={() => change({})}>Clear the filters</Button>}
    >
      Nothing in the audit fits all of the filters.
    </EmptyState>
  );
}
