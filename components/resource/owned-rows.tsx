import { ArrowUpRight } from "lucide-react";
import type { OwnedRow } from "#lib/views/resource/shape.ts";
import { type Column, RowCard, RowLink, Rows } from "#components/list/rows.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { ResourceState } from "./resource-state.tsx";
import { resourceTitle } from "./resource-title.ts";

const address = ({ id }: OwnedRow) => `/resources/${id}`;

/** What is used of it, ready to be copied. */
function Yields({ output }: Pick<OwnedRow, "output">) {
  if (output === null) return null;
  return (
    <span className="relative z-10 flex min-w-0 items-center gap-1">
      <span className="truncate font-mono text-xs" title={output.title}>
        {output.value}
      </span>
      <CopyButton text={output.value} what={output.title} />
    </span>
  );
}

function Outside({ link }: Pick<OwnedRow, "link">) {
  if (link === null) return null;
  return (
    <a
      href={link.url}
      target="_blank"
      rel="noreferrer"
      className="link relative z-10 inline-flex max-w-full items-center gap-1 text-xs"
    >
      <span className="truncate">{link.title}</span>
      <ArrowUpRight className="size-3.5 shrink-0" aria-hidden />
    </a>
  );
}

const columns: readonly Column<OwnedRow>[] = [
  {
    name: "Resource",
    cell: (row) => (
      <RowLink href={address(row)} title={resourceTitle(row)}>
        {row.offeringTitle}
      </RowLink>
    ),
  },
  { name: "State", place: "w-40", cell: (row) => <ResourceState row={row} /> },
  { name: "Yields", place: "w-[34%]", cell: ({ output }) => <Yields output={output} /> },
  { name: "Outside", place: "w-44 max-lg:hidden", cell: ({ link }) => <Outside link={link} /> },
  {
    name: "Changed",
    place: "w-24 text-right",
    look: "text-xs text-muted",
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
  },
];

/** What a project owns in one environment. */
export function OwnedRows({ rows }: { rows: readonly OwnedRow[] }) {
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
          foot={row.output?.value ?? ""}
          at={row.updatedAt}
        />
      )}
    />
  );
}
