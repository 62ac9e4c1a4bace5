import type { Metadata } from "next";
import { filterAddress, readFilter } from "#components/resource/filter.ts";
import { ResourceList } from "#components/resource/resource-list.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { choices } from "#lib/views/organisation/choices.ts";
import { resourceList } from "#lib/views/resource/list.ts";
import { requireActor } from "../../session.ts";
import { one, type SearchParams } from "../search-params.ts";
import { told } from "../told.ts";

export const metadata: Metadata = { title: "Resources" };

export default async function ResourcesPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await searchParams;
  const filter = readFilter((name) => one(asked[name]));
  const actor = await requireActor(filterAddress(filter));
  const [{ view: page, problem }, options] = await Promise.all([
    told(resourceList(actor, { ...filter, limit: 50 })),
    choices(actor, filter),
  ]);
  if (problem) return <ProblemPage problem={problem} />;
  return (
    <div className="mx-auto max-w-7xl px-4 pt-7 pb-16 sm:px-8">
      <ResourceList first={{ filter, page }} choices={options} />
    </div>
  );
}
