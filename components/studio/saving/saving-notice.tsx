"use client";
import { usePathname } from "next/navigation";
import { useState } from "react";
import type { DraftState } from "#lib/core/offering/draft.ts";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import type { Autosave, News, Saving, Stored } from "./autosave.ts";
import { ConflictDialog, NewsDialog } from "./conflict-dialog.tsx";

/** What keeps the text from being saved, and what to do about it. Whatever it is, nothing that was typed is lost. */
export function SavingNotice({ saving, state }: { saving: Autosave; state: Saving }) {
  const { phase } = state;
  if (phase.kind === "conflict") return <Conflict saving={saving} mine={state.source} theirs={phase.theirs} />;
  if (phase.kind === "ended") return <Ended as={phase.as} source={state.source} />;
  if (phase.kind === "refused")
    return (
      <Notice tone="bad" title={phase.problem.message}>
        {phase.problem.remedy} Your text stays here; it is saved with the next change.
      </Notice>
    );
  if (phase.kind !== "lost") return state.news ? <Came news={state.news} saving={saving} now={state.source} /> : null;
  if (phase.problem?.code === "unauthenticated") return <SignedOut message={phase.problem.message} />;
  return (
    <Notice tone="warn" title={phase.problem?.message ?? "PAO does not answer."}>
      What you type is kept in this browser and saved as soon as PAO answers.{" "}
      <Button small onClick={() => void saving.flush()}>
        Try now
      </Button>
    </Notice>
  );
}

/** The way is one within the page: leaving it otherwise asks whether to lose what is kept. */
function SignedOut({ message }: { message: string }) {
  const here = usePathname();
  return (
    <Notice tone="warn" title={message}>
      What you type is kept in this browser, and saved once you have{" "}
      <NearLink href={`/signin?from=${encodeURIComponent(here)}`} className="link">
        signed in
      </NearLink>
      .
    </Notice>
  );
}

/** What somebody else saved stands here now. */
function Came({ news: { theirs, before, joined }, saving, now }: { news: News; saving: Autosave; now: string }) {
  const [comparing, setComparing] = useState(false);
  return (
    <Notice
      tone="info"
      title={
        <span role="status">
          {theirs.savedBy} saved this <RelativeTime at={theirs.savedAt} />, and you see it here.
        </span>
      }
    >
      {joined ? "What you typed stands in it as well. " : null}
      <span className="mt-1.5 flex flex-wrap gap-2">
        <Button small onClick={() => setComparing(true)}>
          See what came
        </Button>
        <Button small onClick={saving.putAway}>
          Close
        </Button>
      </span>
      {comparing ? <NewsDialog theirs={theirs} before={before} now={now} close={() => setComparing(false)} /> : null}
    </Notice>
  );
}

function Conflict({ saving, mine, theirs }: { saving: Autosave; mine: string; theirs: Stored }) {
  const [comparing, setComparing] = useState(false);
  return (
    <Notice
      tone="bad"
      title={
        <>
          {theirs.savedBy} saved this <RelativeTime at={theirs.savedAt} />. Your changes are not saved yet.
        </>
      }
    >
      <span className="mt-1.5 flex flex-wrap gap-2">
        <Button small onClick={() => setComparing(true)}>
          See what differs
        </Button>
        <Button small onClick={saving.keepMine}>
          Keep mine as a new save
        </Button>
        <Button small onClick={saving.takeTheirs}>
          Take theirs
        </Button>
      </span>
      {comparing ? (
        <ConflictDialog
          mine={mine}
          theirs={theirs}
          keepMine={saving.keepMine}
          takeTheirs={saving.takeTheirs}
          close={() => setComparing(false)}
        />
      ) : null}
    </Notice>
  );
}

const ends = {
  published: "was published",
  declined: "was declined",
  discarded: "was discarded",
} as const satisfies Record<Exclude<DraftState, "open">, string>;

function Ended({ as: { state, ...last }, source }: { as: Stored; source: string }) {
  if (state === "open") return null;
  const unsaved = source !== last.source;
  return (
    <Notice
      tone={unsaved ? "bad" : "info"}
      title={`This draft ${ends[state]} meanwhile${unsaved ? ", without your last changes" : ""}.`}
    >
      {unsaved ? "They are still here: copy them before you open the offering anew." : null}
      <span className="mt-1.5 flex flex-wrap gap-2">
        {unsaved ? <CopyButton text={source} what="your text" label="Copy my text" /> : null}
        <Button small onClick={() => window.location.reload()}>
          Open it anew
        </Button>
      </span>
    </Notice>
  );
}
