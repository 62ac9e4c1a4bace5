import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { RelativeTime } from "#components/ui/time.tsx";

export interface Column<Row> {
  name: string;
  /** For the heading and the cells alike: width, side, where it is left out. */
  place?: string;
  /** For the cells. */
  look?: string;
  cell: (row: Row) => ReactNode;
}

interface RowsProps<Row> {
  rows: readonly Row[];
  /** A row's page, by which it is also known. */
  href: (row: Row) => string;
  columns: readonly Column<Row>[];
  card: (row: Row) => ReactNode;
}

/** A table where there is room, cards where there is not. */
export function Rows<Row>({ rows, href, columns, card }: RowsProps<Row>) {
  return (
    <>
      <table className="w-full table-fixed border-collapse text-left max-md:hidden">
        <thead className="text-xs text-muted">
          <tr className="border-b border-line">
            {columns.map(({ name, place }) => (
              <th key={name} scope="col" className={classNames("py-2 pr-4 font-medium last:pr-0", place)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={href(row)} className="relative border-b border-line hover:bg-sunken">
              {columns.map(({ name, place, look, cell }) => (
                <td key={name} className={classNames("py-2.5 pr-4 last:pr-0", place, look)}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="space-y-2 md:hidden">
        {rows.map((row) => (
          <li key={href(row)}>
            <Link href={href(row)} prefetch={false} className="card block px-4 py-3 hover:border-line-strong">
              {card(row)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The title of a table's row: its link lies over all of it. */
export function RowLink({ href, title, children }: { href: string; title: string; children?: ReactNode }) {
  return (
    <>
      <Link href={href} prefetch={false} className="block truncate font-medium after:absolute after:inset-0">
        {title}
      </Link>
      {children ? <span className="block truncate text-xs text-muted">{children}</span> : null}
    </>
  );
}

interface CardProps {
  title: string;
  line: string;
  badge: ReactNode;
  foot: string;
  at: string;
}

/** What a card says of a row. */
export function RowCard({ title, line, badge, foot, at }: CardProps) {
  return (
    <>
      <span className="flex items-start justify-between gap-3">
        <span className="min-w-0">
          <span className="block truncate font-medium">{title}</span>
          <span className="block truncate text-xs text-muted">{line}</span>
        </span>
        {badge}
      </span>
      <span className="mt-2 flex justify-between gap-3 text-xs text-muted">
        <span className="truncate">{foot}</span>
        <span className="shrink-0">
          <RelativeTime at={at} />
        </span>
      </span>
    </>
  );
}
