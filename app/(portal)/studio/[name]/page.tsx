import type { Metadata } from "next";
import { cache } from "react";
import { StudioDesk } from "#components/studio/desk/studio-desk.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { personOf } from "#lib/core/access.ts";
import { studioOffering } from "#lib/views/studio/studio.ts";
import {
  beginDraft,
  declineDraft,
  discardDraft,
  publishDraft,
  readContext,
  saveDraft,
  seeDraft,
  submitDraft,
} from "../../../studio-actions.ts";
import { runDry, testDraft } from "../../../studio-try-actions.ts";
import { requireActor } from "../../../session.ts";
import { filled, type SearchParams } from "../../search-params.ts";
import { told } from "../../told.ts";

interface Props {
  params: Promise<{ name: string }>;
  searchParams: SearchParams;
}

/** Asked once for the title and the page. */
const pageFor = cache(async (name: string, draft: string | undefined) => {
  const actor = await requireActor(`/studio/${name}`);
  return told(studioOffering(actor, name, draft));
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { draft } = filled(await searchParams, "draft");
  const { view } = await pageFor((await params).name, draft);
  return { title: `${view?.draft?.title ?? view?.offering?.title ?? "Offering"} · Studio` };
}

export default async function StudioOfferingPage({ params, searchParams }: Props) {
  const { name } = await params;
  const { draft, published } = filled(await searchParams, "draft", "published");
  const actor = await requireActor(`/studio/${name}`);
  const { view, problem } = await pageFor(name, draft);
  if (problem) return <ProblemPage problem={problem} />;
  return (
    <StudioDesk
      key={`${name}:${draft ?? ""}`}
      name={name}
      reader={personOf(actor) ?? actor.id}
      page={view}
      justPublished={Number(published) === view.published?.number ? view.published.number : null}
      actions={{
        beginDraft,
        saveDraft,
        discardDraft,
        publishDraft,
        submitDraft,
        declineDraft,
        seeDraft,
        readContext,
        runDry,
        testDraft,
      }}
    />
  );
}
