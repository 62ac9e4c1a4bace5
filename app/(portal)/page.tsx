import type { Metadata } from "next";
import { Catalog } from "#components/catalog/catalog.tsx";
import { pageSize, readSort } from "#components/catalog/sort.ts";
import { BeginningDoor } from "#components/organisation/beginning.tsx";
import { beginning } from "#lib/views/organisation/beginning.ts";
import { catalog } from "#lib/views/catalog/catalog.ts";
import { requireActor } from "../session.ts";
import { one, type SearchParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Catalog" };

export default async function CatalogPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await searchParams;
  const actor = await requireActor("/");
  const wanted = {
    text: one(asked["q"])?.trim() ?? "",
    category: one(asked["category"]) ?? "",
    sort: readSort(one(asked["sort"])),
  };
  const steps = await beginning(actor);
  const view = await catalog(actor, {
    sort: wanted.sort,
    limit: pageSize,
    ...(wanted.text === "" ? {} : { text: wanted.text }),
    ...(wanted.category === "" ? {} : { category: wanted.category }),
  });
  return (
    <div className="mx-auto max-w-7xl px-4 pt-7 pb-16 sm:px-8">
      {steps ? <BeginningDoor steps={steps} /> : null}
      <h1 className="mb-4 text-2xl font-semibold tracking-tight">What do you need?</h1>
      <Catalog first={{ wanted, view }} />
    </div>
  );
}
