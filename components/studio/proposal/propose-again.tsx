"use client";
import type { DraftView } from "#lib/views/studio/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import type { Begun, DraftActions } from "../actions.ts";

interface Props {
  proposal: Pick<DraftView, "offering" | "source" | "basedOn" | "current">;
  /** Null for what was never published. */
  published: string | null;
  actions: Pick<DraftActions, "beginDraft">;
}

/** What was declined is not lost to whoever wrote it. */
export function ProposeAgain({ proposal, published, actions }: Props) {
  const { offering, source, basedOn, current } = proposal;
  const { busy, problem, run } = useVerb<Begun>((begun) => window.location.assign(`/studio/${begun.offering}`));
  const again = () =>
    void run(() => actions.beginDraft({ ...(published === null ? {} : { offering }), source, proposal: true }));
  return (
    <div className="space-y-2">
      <ProblemNotice problem={problem} />
      <div className="flex flex-wrap items-center gap-2">
        {/* Begun from a later revision, the same text would take back what that changed, and nothing would say so. */}
        {basedOn === current ? (
          <Button small busy={busy} onClick={again}>
            Propose again from it
          </Button>
        ) : (
          <p className="text-muted">Revision {current} was published since: propose a change of that one.</p>
        )}
        <CopyButton text={source} what="the text" label="Copy the text" />
      </div>
    </div>
  );
}
