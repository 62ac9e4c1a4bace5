import Link from "next/link";
import type { ResourceRow } from "#lib/views/resource/shape.ts";
import { ResourceStateBadge } from "#components/ui/state-badge.tsx";
import { RelativeTime } from "#components/ui/time.tsx";

/** What a resource is called; one without a name of its own goes by what was ordered. */
export function resourceTitle({ name, offeringTitle }: Pick<ResourceRow, "name" | "offeringTitle">): string {
  return /^REQ-\d+$/.test(name) ? offeringTitle : name;
}

/** A table where there is room, cards where there is not. `within`: they stand below their project and environment. */
export function ResourceRows({ rows, within = false }: { rows: readonly ResourceRow[]; within?: boolean }) {
  return (
    <>
      <table className="w-full table-fixed border-collapse text-left max-md:hidden">
        <thead className="text-xs text-muted">
          <tr className="border-b border-line">
            <th scope="col" className="py-2 pr-4 font-medium">
              Resource
            </th>
            <th scope="col" className="py-2 pr-4 font-medium">
              Offering
            </th>
            <th scope="col" className="w-32 py-2 pr-4 font-medium">
              State
            </th>
            {within ? null : (
              <th scope="col" className="w-44 py-2 pr-4 font-medium">
                Where
              </th>
            )}
            <th scope="col" className="w-28 py-2 text-right font-medium">
              Changed
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.id} row={row} within={within} />
          ))}
        </tbody>
      </table>
      <ul className="space-y-2 md:hidden">
        {rows.map((row) => (
          <li key={row.id}>
            <RowCard row={row} within={within} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface RowProps {
  row: ResourceRow;
  within: boolean;
}

function TableRow({ row, within }: RowProps) {
  return (
    <tr className="relative border-b border-line hover:bg-sunken">
      <td className="py-2.5 pr-4">
        <Link
          href={`/resources/${row.id}`}
          prefetch={false}
          className="block truncate font-medium after:absolute after:inset-0"
        >
          {resourceTitle(row)}
        </Link>
      </td>
      <td className="truncate py-2.5 pr-4 text-muted">{row.offeringTitle}</td>
      <td className="py-2.5 pr-4">
        <ResourceStateBadge state={row.state} />
      </td>
      {within ? null : (
        <td className="truncate py-2.5 pr-4 text-muted">
          {row.project} · {row.environment}
        </td>
      )}
      <td className="py-2.5 text-right text-xs text-muted">
        <RelativeTime at={row.updatedAt} />
      </td>
    </tr>
  );
}

function RowCard({ row, within }: RowProps) {
  return (
    <Link href={`/resources/${row.id}`} prefetch={false} className="card block px-4 py-3 hover:border-line-strong">
      <span className="flex items-start justify-between gap-3">
        <span className="min-w-0">
          <span className="block truncate font-medium">{resourceTitle(row)}</span>
          <span className="block truncate text-xs text-muted">{row.offeringTitle}</span>
        </span>
        <ResourceStateBadge state={row.state} />
      </span>
      <span className="mt-2 flex justify-between gap-3 text-xs text-muted">
        <span className="truncate">{within ? null : `${row.project} · ${row.environment}`}</span>
        <RelativeTime at={row.updatedAt} />
      </span>
    </Link>
  );
}
