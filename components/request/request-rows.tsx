import { Ticket } from "lucide-react";
import type { RequestRow } from "#lib/views/request/shape.ts";
import { type Column, RowCard, RowLink, Rows } from "#components/list/rows.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TestBadge } from "#components/ui/test-badge.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { requestTitle } from "./request-title.ts";
import { revisionName, shortRevision } from "./revision-name.ts";

const address = ({ number }: RequestRow) => `/requests/${number}`;
const where = ({ project, environment }: RequestRow) => `${project} · ${environment}`;

function State({ row: { state, stuck, escalated, test, progress } }: { row: RequestRow }) {
  const done = state === "completed" || progress.of === 0 ? null : `${progress.done} of ${progress.of}`;
  const badge = <StateBadge state={state} stuck={stuck} more={done} />;
  if (!escalated && !test) return badge;
  return (
    <span className="inline-flex items-center gap-1.5">
      {badge}
      {escalated ? <Ticket className="size-3.5 text-warn" role="img" aria-label="Escalated to tickets" /> : null}
      {test ? <TestBadge /> : null}
    </span>
  );
}

const whereColumn: Column<RequestRow> = { name: "Where", place: "w-36", look: "truncate text-muted", cell: where };

/** What was done, of what, and for which other request. */
function what(row: RequestRow): string {
  const { operationTitle, title, number, offeringTitle, parent } = row;
  const offering = title === number ? revisionName(row) : `${offeringTitle} ${shortRevision(row)}`;
  const part = parent === null ? [] : [`part of ${parent}`];
  return [...(operationTitle === null ? [] : [operationTitle]), offering, ...part].join(" · ");
}

/** `within`: they stand on their resource's page, so that what each of them did is what tells them apart. */
const columns = (within: boolean): readonly Column<RequestRow>[] => [
  { name: "Number", place: "w-28", look: "text-muted tabular-nums", cell: ({ number }) => number },
  {
    name: "Request",
    cell: (row) =>
      within ? (
        <RowLink href={address(row)} title={row.operationTitle ?? "Create"} />
      ) : (
        <RowLink href={address(row)} title={requestTitle(row)}>
          {what(row)}
        </RowLink>
      ),
  },
  { name: "State", place: "w-44", cell: (row) => <State row={row} /> },
  ...(within ? [] : [whereColumn]),
  {
    name: "Requester",
    place: "w-48 max-lg:hidden",
    look: "truncate text-muted",
    cell: ({ requester }) => requester.name,
  },
  {
    name: "Ordered",
    place: "w-24 text-right",
    look: "text-xs text-muted",
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

export function RequestRows({ rows, within = false }: { rows: readonly RequestRow[]; within?: boolean }) {
  return (
    <Rows
      rows={rows}
      href={address}
      columns={columns(within)}
      card={(row) => (
        <RowCard
          title={within ? (row.operationTitle ?? "Create") : requestTitle(row)}
          line={within ? row.requester.name : what(row)}
          badge={<State row={row} />}
          foot={within ? row.number : `${row.number} · ${where(row)}`}
          at={row.createdAt}
        />
      )}
    />
  );
}
