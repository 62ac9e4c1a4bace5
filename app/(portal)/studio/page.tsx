import type { Metadata } from "next";
import { StudioList } from "#components/studio/list/studio-list.tsx";
import { personOf } from "#lib/core/access.ts";
import { draftList } from "#lib/views/studio/draft.ts";
import { studioOfferings } from "#lib/views/studio/list.ts";
import { requireActor } from "../../session.ts";
import { filled, type SearchParams } from "../search-params.ts";

export const metadata: Metadata = { title: "Studio" };

const mostOwn = 200;

export default async function StudioPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("/studio");
  const { text = "" } = filled(await searchParams, "text");
  const [mine, all, { items: drafts }] = await Promise.all([
    studioOfferings(actor, { text, mine: true, limit: mostOwn }),
    studioOfferings(actor, { text }),
    draftList(actor),
  ]);
  const reader = personOf(actor) ?? actor.id;
  const proposals = drafts.filter(
    ({ proposal, submitted, begunBy, may }) => proposal && (begunBy.id === reader || (submitted && may.publish)),
  );
  return <StudioList mine={mine} all={all} proposals={proposals} text={text} />;
}
