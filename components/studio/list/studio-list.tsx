"use client";
import { FilePen, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import type { DraftItem, StudioList as List, StudioOffering } from "#lib/views/studio/shape.ts";
import { type Column, RowLink, Rows } from "#components/list/rows.tsx";
import { queryOf } from "#components/live/rest.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TextFilter } from "#components/ui/filter-fields.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import { InWork, Published } from "./offering-state.tsx";
import { Proposals } from "./proposal-lines.tsx";

const address = ({ name }: StudioOffering) => `/studio/${name}`;

const first: readonly Column<StudioOffering>[] = [
  {
    name: "Offering",
    cell: (row) => (
      <RowLink href={address(row)} title={row.title}>
        <span className="font-mono">{row.name}</span>
      </RowLink>
    ),
  },
  { name: "Team", place: "w-40 max-lg:hidden", look: "truncate text-muted", cell: ({ ownerTitle }) => ownerTitle },
];
const published = (place: string): Column<StudioOffering> => ({
  name: "Published",
  place,
  cell: (row) => <Published row={row} />,
});

const ofMine = [
  ...first,
  published("w-64"),
  { name: "In work", place: "w-64", cell: (row: StudioOffering) => <InWork row={row} /> },
];
/** What is in work with other teams is theirs to know. */
const ofOthers = [...first, published("w-128")];

interface ListProps {
  /** What the reader may write, and everything that they may read. */
  mine: List;
  all: List;
  /** Proposals that wait for the reader, or are theirs. */
  proposals: readonly DraftItem[];
  text: string;
}

/** Every offering the reader may see, those of their teams first, with what is in work. */
export function StudioList({ mine, all, proposals, text }: ListProps) {
  const router = useRouter();
  const others = all.items.filter(({ mayWrite }) => !mayWrite);
  const shown = mine.items.length + others.length;
  return (
    <div className="mx-auto max-w-6xl px-4 pt-6 pb-16 sm:px-8">
      <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">Studio</h1>
          <p className="mt-1 max-w-2xl text-muted">
            Write, check, try and publish offerings. Everybody may read them and propose changes; the authors of the
            team that owns one publish it.
          </p>
        </div>
        <NearLink href="/studio/new" className={buttonClass("primary")}>
          <Plus className="size-4" aria-hidden />
          New offering
        </NearLink>
      </header>
      <div className="mb-5 flex max-w-md">
        <TextFilter
          label="Search offerings"
          placeholder="Title, name or team"
          value={text}
          onChange={(next) => router.replace(`/studio${queryOf({ text: next })}`)}
        />
      </div>
      <p role="status" className="sr-only">
        {all.total} offerings
      </p>
      {text === "" ? <Proposals items={proposals} /> : null}
      {shown === 0 ? <None text={text} /> : null}
      <Part title="Yours to write" rows={mine.items} />
      <Part title={mine.total > 0 ? "Of other teams" : "Of all teams"} rows={others} columns={ofOthers} />
      {all.total > shown ? (
        <p className="mt-4 text-center text-muted">
          {shown} of {all.total} are shown. Search for the rest.
        </p>
      ) : null}
    </div>
  );
}

interface PartProps {
  title: string;
  rows: readonly StudioOffering[];
  columns?: readonly Column<StudioOffering>[];
}

function Part({ title, rows, columns = ofMine }: PartProps) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={title} className="mb-8">
      <h2 className="mb-1.5 text-xs font-medium text-muted">
        {title} <span className="tabular-nums">· {rows.length}</span>
      </h2>
      <Rows rows={rows} href={address} columns={columns} card={(row) => <Card row={row} />} />
    </section>
  );
}

function Card({ row }: { row: StudioOffering }) {
  return (
    <>
      <span className="block truncate font-medium">{row.title}</span>
      <span className="block truncate text-xs text-muted">
        <span className="font-mono">{row.name}</span> · {row.ownerTitle}
      </span>
      <span className="mt-2 flex flex-wrap items-center gap-1.5">
        <Published row={row} />
        <InWork row={row} />
      </span>
    </>
  );
}

function None({ text }: { text: string }): ReactNode {
  const icon = <FilePen className="size-5" aria-hidden />;
  if (text !== "") return <EmptyState title={`No offering fits “${text}”`} icon={icon} />;
  return (
    <EmptyState
      title="No offering yet"
      icon={icon}
      action={
        <NearLink href="/studio/new" className={buttonClass("primary")}>
          New offering
        </NearLink>
      }
    >
      Begin with a blank one, from a Terraform module, or put a document into the{" "}
      <code className="font-mono">offerings/</code> folder.
    </EmptyState>
  );
}
