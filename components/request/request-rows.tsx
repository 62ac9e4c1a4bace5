import type { RequestRow } from "#lib/views/request/shape.ts";
import { type Column, RowCard, RowLink, Rows } from "#components/list/rows.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { requestTitle } from "./request-title.ts";

const address = ({ number }: RequestRow) => `/requests/${number}`;
const where = ({ project, environment }: RequestRow) => `${project} · ${environment}`;

function State({ row: { state, stuck, progress } }: { row: RequestRow }) {
  const done = state === "completed" || progress.of === 0 ? null : `${progress.done} of ${progress.of}`;
  return <StateBadge state={state} stuck={stuck} more={done} />;
}

const columns: readonly Column<RequestRow>[] = [
  { name: "Number", place: "w-28", look: "text-muted tabular-nums", cell: ({ number }) => number },
  {
    name: "Request",
    cell: (row) => (
      <RowLink href={address(row)} title={requestTitle(row)}>
        {row.title === row.number ? "revision " : `${row.offeringTitle} r`}
        {row.revision}
      </RowLink>
    ),
  },
  { name: "State", place: "w-44", cell: (row) => <State row={row} /> },
  { name: "Where", place: "w-36", look: "truncate text-muted", cell: where },
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

export function RequestRows({ rows }: { rows: readonly RequestRow[] }) {
  return (
    <Rows
      rows={rows}
      href={address}
      columns={columns}
      card={(row) => (
        <RowCard
          title={requestTitle(row)}
          line={row.offeringTitle}
          badge={<State row={row} />}
          foot={`${row.number} · ${where(row)}`}
          at={row.createdAt}
        />
      )}
    />
  );
}
