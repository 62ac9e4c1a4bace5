"use client";
import { ArrowUpDown, SearchX } from "lucide-react";
import { useEffect, useState } from "react";
import type { CatalogView } from "#lib/views/catalog/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { categoryTitle } from "./category.ts";
import { OfferingCard } from "./offering-card.tsx";
import { catalogAddress, useCatalog } from "./query.ts";
import { SearchBox } from "./search-box.tsx";
import { readSort, sorts, type Wanted } from "./sort.ts";

export function Catalog({ first }: { first: { wanted: Wanted; view: CatalogView } }) {
  const [wanted, setWanted] = useState(first.wanted);
  const found = useCatalog(wanted, first);
  useEffect(() => window.history.replaceState(null, "", catalogAddress(wanted)), [wanted]);
  const change = (part: Partial<Wanted>) => setWanted((before) => ({ ...before, ...part }));
  const pages = found.data?.pages ?? [];
  const view = pages.at(-1);
  const { all } = view ?? first.view;
  const items = pages.flatMap((page) => page.items);
  return (
    <>
      <SearchBox value={wanted.text} total={all} onChange={(text) => change({ text })} />
      <div className="mt-4 flex items-start gap-4">
        <Categories view={view} chosen={wanted.category} choose={(category) => change({ category })} />
        <SortChoice value={wanted.sort} onChange={(sort) => change({ sort })} />
      </div>
      <p role="status" className="sr-only">
        {found.isFetching ? "Searching" : `${view?.total ?? 0} offerings`}
      </p>
      {found.error ? (
        <Notice tone="bad" title="The search did not answer." className="mt-6">
          {found.error.message}{" "}
          <Button small tone="quiet" onClick={() => void found.refetch()}>
            Try again
          </Button>
        </Notice>
      ) : null}
      <ul
        aria-label="Offerings"
        className={classNames(
          "mt-6 grid grid-cols-[repeat(auto-fill,minmax(min(100%,19rem),1fr))] gap-3",
          found.isPlaceholderData && "opacity-60",
        )}
      >
        {items.map((item) => (
          <li key={item.name} className="[contain-intrinsic-size:auto_9rem] [content-visibility:auto]">
            <OfferingCard item={item} />
          </li>
        ))}
      </ul>
      {items.length === 0 && view ? (
        <NothingFound wanted={wanted} all={all} clear={() => change({ text: "", category: "" })} />
      ) : null}
      {found.hasNextPage ? (
        <div className="mt-6 text-center">
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            Show more of {view?.total ?? 0}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Categories({
  view,
  chosen,
  choose,
}: {
  view: CatalogView | undefined;
  chosen: string;
  choose: (name: string) => void;
}) {
  const categories = view?.categories ?? [];
  const everything = categories.reduce((sum, category) => sum + category.count, 0);
  const known = chosen === "" || categories.some((category) => category.name === chosen);
  const shown = known ? categories : [...categories, { name: chosen, count: 0 }];
  return (
    <div role="group" aria-label="Category" className="flex flex-1 flex-wrap gap-1.5">
      {[{ name: "", count: everything }, ...shown].map(({ name, count }) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === chosen}
          onClick={() => choose(name)}
          className="rounded-full border border-line-strong px-2.5 py-0.5 text-muted hover:bg-fill aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-canvas"
        >
          {name === "" ? "All" : categoryTitle(name)} <span className="tabular-nums">{count}</span>
        </button>
      ))}
    </div>
  );
}

function SortChoice({ value, onChange }: { value: Wanted["sort"]; onChange: (sort: Wanted["sort"]) => void }) {
  return (
    <label className="flex shrink-0 items-center gap-1.5 py-0.5 text-muted">
      <ArrowUpDown className="size-3.5" aria-hidden />
      <span className="sr-only">Sort</span>
      <select
        className="min-h-6 cursor-pointer appearance-none bg-transparent hover:text-ink [field-sizing:content]"
        value={value}
        onChange={(event) => onChange(readSort(event.target.value))}
      >
        {sorts.map((sort) => (
          <option key={sort.value} value={sort.value} className="bg-raised text-ink">
            {sort.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function NothingFound({ wanted, all, clear }: { wanted: Wanted; all: number; clear: () => void }) {
  if (all === 0) {
    return (
      <EmptyState title="The catalog is empty" icon={<SearchX className="size-5" aria-hidden />}>
        Put an offering document into the <code className="font-mono">offerings/</code> folder and start PAO again.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={wanted.text.trim() === "" ? "Nothing in this category" : `Nothing found for “${wanted.text.trim()}”`}
      icon={<SearchX className="size-5" aria-hidden />}
      action={<Button onClick={clear}>Show all {all} offerings</Button>}
    >
      Search looks at titles, summaries, tags and teams. A shorter word finds more.
    </EmptyState>
  );
}
