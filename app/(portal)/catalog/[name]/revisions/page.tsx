import type { Metadata } from "next";
import { RevisionList } from "#components/catalog/revision-list.tsx";
import { WithdrawnNotice } from "#components/catalog/withdrawn-notice.tsx";
import { StandingBar } from "#components/studio/revision/standing-bar.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { revisionList } from "#lib/views/catalog/revisions.ts";
import { deprecateOffering, offerAgain, retireOffering, rollBack } from "../../../../revision-actions.ts";
import { requireActor } from "../../../../session.ts";
import { one, type SearchParams } from "../../../search-params.ts";
import { told } from "../../../told.ts";

export const metadata: Metadata = { title: "Revisions" };

const actions = { rollBack, deprecateOffering, retireOffering, offerAgain };

interface Props {
  params: Promise<{ name: string }>;
  searchParams: SearchParams;
}

export default async function RevisionsPage({ params, searchParams }: Props) {
  const { name } = await params;
  const actor = await requireActor(`/catalog/${name}/revisions`);
  const before = one((await searchParams)["before"]) ?? "";
  const page = /^\d{1,9}$/.test(before) ? { cursor: Number(before) } : {};
  const { view, problem } = await told(revisionList(actor, name, page));
  if (problem) return <ProblemPage problem={problem} />;
  const way = [
    { href: "/", title: "Catalog" },
    { href: `/catalog/${name}`, title: view.title },
  ];
  return (
    <div className="mx-auto max-w-4xl px-4 pt-4 pb-16 sm:px-8">
      <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-3">
        <Breadcrumb way={way} title="Revisions" />
        <StandingBar name={name} title={view.title} standing={view.standing} actions={actions} />
      </div>
      <WithdrawnNotice offering={view.standing} className="mb-6" />
      <RevisionList name={name} page={view} rollBack={rollBack} />
    </div>
  );
}
