import type { Metadata } from "next";
import { DifferenceList } from "#components/studio/difference-list.tsx";
import { differentLines } from "#lib/core/offering/difference/lines.ts";
import { LineDiff } from "#components/studio/revision/line-diff.tsx";
import { isOvertaken } from "#components/studio/proposal/begun-before.tsx";
import { Review } from "#components/studio/proposal/review.tsx";
import { personOf } from "#lib/core/access.ts";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { compareView } from "#lib/views/studio/compare.ts";
import { studioOffering } from "#lib/views/studio/studio.ts";
import { beginDraft, declineDraft, publishDraft, readContext } from "../../../../../studio-actions.ts";
import { requireActor } from "../../../../../session.ts";
import { told } from "../../../../told.ts";

export const metadata: Metadata = { title: "Proposal · Studio" };

export default async function ProposalPage({ params }: { params: Promise<{ name: string; id: string }> }) {
  const { name, id } = await params;
  const actor = await requireActor(`/studio/${name}/proposals/${id}`);
  const { view, problem } = await told(studioOffering(actor, name, id));
  if (problem) return <ProblemPage problem={problem} />;
  const { draft, published, offering } = view;
  if (!draft) throw new Error("A draft that was asked for is there.");
  const since = async (revision: number | undefined) =>
    revision === undefined ? null : (await told(compareView(actor, name, { from: String(revision), to: id }))).view;
  const compared = await since(published?.number);
  const overtaken = draft.state === "open" && isOvertaken(draft) ? draft.basedOn : null;
  const own = overtaken === null ? null : await since(overtaken);
  return (
    <Review
      proposal={draft}
      title={offering?.title ?? draft.title}
      published={published?.source ?? null}
      own={draft.begunBy.id === (personOf(actor) ?? actor.id) && (view.mayPropose || !offering)}
      actions={{ beginDraft, publishDraft, declineDraft, readContext }}
    >
      {own?.changes ? (
        <section aria-label="What is proposed">
          <h2 className="label mb-1.5">
            What {draft.begunBy.name} changed in revision {overtaken}
          </h2>
          <DifferenceList differences={own.changes} />
        </section>
      ) : null}
      {compared?.changes ? (
        <section aria-label="What changes">
          <h2 className="label mb-1.5">What changes since revision {published?.number}</h2>
          <DifferenceList differences={compared.changes} />
        </section>
      ) : null}
      <section aria-label="Lines">
        <h2 className="label mb-1.5">{published ? "Line by line" : "The whole document"}</h2>
        <div className="card overflow-hidden">
          <LineDiff
            hunks={compared?.hunks ?? differentLines("", draft.source)}
            from={published ? `revision ${published.number}` : "nothing"}
            to="the proposal"
          />
        </div>
      </section>
    </Review>
  );
}
