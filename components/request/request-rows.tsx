import Link from "next/link";
import type { RequestRow } from "#lib/views/request/shape.ts";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { requestTitle } from "./request-title.ts";

function stepsDone({ progress, state }: RequestRow): string | null {
  return state === "completed" || progress.of === 0 ? null : `${progress.done} of ${progress.of}`;
}

/** A table where there is room, cards where there is not. */
export function RequestRows({ rows }: { rows: readonly RequestRow[] }) {
  return (
    <>
      <table className="w-full table-fixed border-collapse text-left max-md:hidden">
        <thead className="text-xs text-muted">
          <tr className="border-b border-line">
            <th scope="col" className="w-28 py-2 pr-4 font-medium">
              Number
            </th>
            <th scope="col" className="py-2 pr-4 font-medium">
              Request
            </th>
            <th scope="col" className="w-44 py-2 pr-4 font-medium">
              State
            </th>
            <th scope="col" className="w-36 py-2 pr-4 font-medium">
              Where
            </th>
            <th scope="col" className="w-48 py-2 pr-4 font-medium max-lg:hidden">
              Requester
            </th>
            <th scope="col" className="w-24 py-2 text-right font-medium">
              Ordered
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.number} row={row} />
          ))}
        </tbody>
      </table>
      <ul className="space-y-2 md:hidden">
        {rows.map((row) => (
          <li key={row.number}>
            <RowCard row={row} />
          </li>
        ))}
      </ul>
    </>
  );
}

function TableRow({ row }: { row: RequestRow }) {
  return (
    <tr className="relative border-b border-line hover:bg-sunken">
      <td className="py-2.5 pr-4 text-muted tabular-nums">{row.number}</td>
      <td className="py-2.5 pr-4">
        <Link
          href={`/requests/${row.number}`}
          prefetch={false}
          className="block truncate font-medium after:absolute after:inset-0"
        >
          {requestTitle(row)}
        </Link>
        <span className="block truncate text-xs text-muted">
          {row.title === row.number ? "revision " : `${row.offeringTitle} r`}
          {row.revision}
        </span>
      </td>
      <td className="py-2.5 pr-4">
        <StateBadge state={row.state} stuck={row.stuck} more={stepsDone(row)} />
      </td>
      <td className="truncate py-2.5 pr-4 text-muted">
        {row.project} · {row.environment}
      </td>
      <td className="truncate py-2.5 pr-4 text-muted max-lg:hidden">{row.requester.name}</td>
      <td className="py-2.5 text-right text-xs text-muted">
        <RelativeTime at={row.createdAt} />
      </td>
    </tr>
  );
}

function RowCard({ row }: { row: RequestRow }) {
  return (
    <Link href={`/requests/${row.number}`} prefetch={false} className="card block px-4 py-3 hover:border-line-strong">
      <span className="flex items-start justify-between gap-3">
        <span className="min-w-0">
          <span className="block truncate font-medium">{requestTitle(row)}</span>
          <span className="block truncate text-xs text-muted">{row.offeringTitle}</span>
        </span>
        <StateBadge state={row.state} stuck={row.stuck} more={stepsDone(row)} />
      </span>
      <span className="mt-2 flex justify-between gap-3 text-xs text-muted">
        <span className="truncate">
          {row.number} · {row.project} · {row.environment}
        </span>
        <RelativeTime at={row.createdAt} />
      </span>
    </Link>
  );
}
