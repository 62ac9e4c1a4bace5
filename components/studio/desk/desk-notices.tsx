"use client";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import type { DraftItem, StudioPage } from "#lib/views/studio/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import type { Begun, DraftActions } from "../actions.ts";

interface NoticesProps {
  name: string;
  reader: string;
  page: StudioPage;
  draft: DraftItem | null;
  proposals: readonly DraftItem[];
  justPublished: number | null;
  actions: Pick<DraftActions, "beginDraft">;
  children: ReactNode;
}

/** What somebody should know before they go on here; nothing where there is nothing. */
export function DeskNotices({ name, reader, page, draft, proposals, justPublished, actions, children }: NoticesProps) {
  return (
    <div className="space-y-2 border-b border-line px-4 py-2.5 empty:hidden sm:px-6">
      {children}
      {justPublished === null ? null : <Published name={name} revision={justPublished} />}
      {page.mayWrite || draft ? null : <Reading name={name} page={page} beginDraft={actions.beginDraft} />}
      {draft?.state === "open" ? (
        <Sent draft={draft} own={draft.begunBy.id === reader} />
      ) : (
        <Answered answered={page.answered} shown={draft?.id} />
      )}
      {page.mayWrite && !draft?.proposal && proposals.length > 0 ? <Waiting name={name} proposals={proposals} /> : null}
    </div>
  );
}

export function BegunNotice({ begun }: { begun: DraftItem }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p role="status" className="min-w-0 flex-1 text-info">
        {begun.begunBy.name} has begun a draft of this.
      </p>
      <Button small onClick={() => window.location.reload()}>
        Open it
      </Button>
    </div>
  );
}

function Published({ name, revision }: { name: string; revision: number }) {
  return (
    <p role="status" className="text-good">
      Revision {revision} is published.{" "}
      <NearLink href={`/catalog/${name}`} className="link">
        See it in the catalog
      </NearLink>
    </p>
  );
}

interface ReadingProps {
  name: string;
  page: StudioPage;
  beginDraft: DraftActions["beginDraft"];
}

/** For who may read and not write. */
function Reading({ name, page: { offering, mayPropose }, beginDraft }: ReadingProps) {
  const router = useRouter();
  const { busy, problem, run } = useVerb<Begun>(() => window.location.assign(`/studio/${name}`));
  const propose = () => void run(() => beginDraft({ offering: name, proposal: true }));
  return (
    <>
      <ProblemNotice problem={problem} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 text-muted">
          {offering?.ownerTitle ?? "Another team"} owns this offering: you can read it
          {mayPropose ? ", and propose changes that its authors publish or decline." : "."}
        </p>
        {mayPropose ? (
          <Button small busy={busy} onClick={propose}>
            Propose a change
          </Button>
        ) : (
          <Button small onClick={() => router.push("/studio")}>
            Back to the studio
          </Button>
        )}
      </div>
    </>
  );
}

function Sent({ draft, own }: { draft: DraftItem; own: boolean }) {
  const { id, offering, proposal, submitted, owner, begunBy } = draft;
  if (!proposal) return null;
  if (!own)
    return (
      <p className="text-muted">
        {begunBy.name} proposes this.{" "}
        <NearLink href={`/studio/${offering}/proposals/${id}`} className="link py-0.5">
          See what it changes, and answer it
        </NearLink>
      </p>
    );
  return (
    <p className="text-muted">
      {submitted
        ? `Sent to ${owner}: its authors publish or decline it. What you change here they see as well.`
        : `This is your proposal. Nobody else sees it until you send it to ${owner}.`}
    </p>
  );
}

function Answered({ answered, shown }: Pick<StudioPage, "answered"> & { shown: string | undefined }) {
  if (!answered) return null;
  if (answered.state === "published")
    return (
      <p className="text-good">
        {answered.endedBy} published your proposal as revision {answered.revision}.
      </p>
    );
  return (
    <Notice tone="warn" title={`${answered.endedBy} declined your proposal.`}>
      {answered.reason}{" "}
      <NearLink href={`/studio/${answered.offering}/proposals/${answered.id}`} className="link">
        {shown === answered.id ? "What it would have changed" : "See what you proposed"}
      </NearLink>
    </Notice>
  );
}

function Waiting({ name, proposals }: { name: string; proposals: readonly DraftItem[] }) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
      {proposals.length === 1 ? "A proposal waits" : `${proposals.length} proposals wait`} for you:
      {proposals.map(({ id, begunBy, note }) => (
        <NearLink
          key={id}
          href={`/studio/${name}/proposals/${id}`}
          className="link max-w-full truncate py-0.5"
          title={note ?? undefined}
        >
          {begunBy.name}
          {note === null ? "" : `, “${note}”`}
        </NearLink>
      ))}
    </p>
  );
}
