import type { ResourceRow } from "#lib/views/resource/shape.ts";
import { type Column, RowCard, RowLink, Rows } from "#components/list/rows.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { ResourceState } from "./resource-state.tsx";
import { resourceTitle } from "./resource-title.ts";

const address = ({ id }: ResourceRow) => `/resources/${id}`;
const where = ({ project, environment }: ResourceRow) => `${project} · ${environment}`;

const columns: readonly Column<ResourceRow>[] = [
  { name: "Resource", cell: (row) => <RowLink href={address(row)} title={resourceTitle(row)} /> },
  { name: "Offering", look: "truncate text-muted", cell: ({ offeringTitle }) => offeringTitle },
  { name: "State", place: "w-40", cell: (row) => <ResourceState row={row} /> },
  { name: "Where", place: "w-44", look: "truncate text-muted", cell: where },
  {
    name: "Changed",
    place: "w-28 text-right",
    look: "text-xs text-muted",
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
  },
];

export function ResourceRows({ rows }: { rows: readonly ResourceRow[] }) {
  return (
    <Rows
      rows={rows}
      href={address}
      columns={columns}
      card={(row) => (
        <RowCard
          title={resourceTitle(row)}
          line={row.offeringTitle}
          badge={<ResourceState row={row} />}
          foot={where(row)}
          at={row.updatedAt}
        />
      )}
    />
  );
}
