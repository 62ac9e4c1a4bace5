import type { Metadata } from "next";
import { ComparePage } from "#components/studio/revision/compare-page.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { compareView, type Compared } from "#lib/views/studio/compare.ts";
import { requireActor } from "../../../../../session.ts";
import { filled, type SearchParams } from "../../../../search-params.ts";
import { told } from "../../../../told.ts";

export const metadata: Metadata = { title: "Compare revisions" };

interface Props {
  params: Promise<{ name: string }>;
  searchParams: SearchParams;
}

export default async function ComparePlace({ params, searchParams }: Props) {
  const { name } = await params;
  const asked: Compared = filled(await searchParams, "from", "to");
  const actor = await requireActor(`/catalog/${name}/revisions/compare?${new URLSearchParams({ ...asked })}`);
  const { view, problem } = await told(compareView(actor, name, asked));
  return problem ? <ProblemPage problem={problem} /> : <ComparePage view={view} />;
}
