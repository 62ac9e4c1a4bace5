"use client";
import type { Issue } from "#lib/core/problem.ts";
import type { DraftView, StudioPage } from "#lib/views/studio/shape.ts";
import type { StudioActions } from "../actions.ts";
import { DiscardDialog } from "../dialog/discard-dialog.tsx";
import { PublishDialog } from "../dialog/publish-dialog.tsx";
import { SayDialog } from "../dialog/say-dialog.tsx";
import { ReplayPanel } from "../revision/replay-panel.tsx";
import type { Autosave } from "../saving/autosave.ts";
import { DryRunPanel } from "../try/dry-run-panel.tsx";
import { TestOrder } from "../try/test-order.tsx";
import type { TrialProps } from "../try/trial.ts";

export type Shown = "publish" | "submit" | "discard" | "dry-run" | "test";

interface DialogProps {
  shown: Shown;
  draft: DraftView;
  saving: Autosave;
  page: Pick<StudioPage, "published" | "places">;
  trial: Pick<TrialProps, "inputs" | "place" | "questions">;
  issues: readonly Issue[];
  goTo: (issue: Issue) => void;
  actions: StudioActions;
  close: () => void;
}

/** What is done with a text as it is saved. What ends the writing is asked for once more, and opens the page anew: what it was about is over. */
export function DeskDialog({ shown, draft, saving, page, trial, issues, goTo, actions, close }: DialogProps) {
  const { source, stored } = saving.read();
  const openAnew = (address: string) => {
    saving.forget();
    window.location.assign(address);
  };
  const here = `/studio/${draft.offering}`;
  if (shown === "dry-run" || shown === "test") {
    const Trial = shown === "test" ? TestOrder : DryRunPanel;
    const { inputs, place, questions } = trial;
    const tried = { ...draft, version: stored.version };
    const toLine = (line: number) => goTo({ severity: "error", message: "", path: "", line, column: 1 });
    return <Trial draft={tried} places={page.places} goTo={toLine} {...{ inputs, place, questions, actions, close }} />;
  }
  if (shown === "discard")
    return (
      <DiscardDialog
        draft={draft}
        discardDraft={actions.discardDraft}
        close={(discarded) => {
          if (discarded) openAnew(draft.current === null ? "/studio" : here);
          else close();
        }}
      />
    );
  if (shown === "submit")
    return (
      <SayDialog
        title={`Send to ${draft.owner}`}
        description="Its authors see your proposal and publish or decline it. You can change it until then."
        label="What it is for"
        help="What changes for whoever orders it, and why you want it."
        missing="Tell them in a sentence what it is for."
        verb="Send"
        say={async (note) => {
          await saving.flush();
          return actions.submitDraft({ id: draft.id, version: saving.read().stored.version, note });
        }}
        done={() => openAnew(here)}
        close={close}
      />
    );
  return (
    <PublishDialog
      draft={draft}
      version={stored.version}
      source={source}
      published={page.published?.source ?? null}
      issues={issues}
      goTo={goTo}
      replay={draft.current === null ? null : <ReplayPanel draft={{ id: draft.id, version: stored.version }} />}
      publishDraft={actions.publishDraft}
      done={(revision) => openAnew(`${here}?published=${revision}`)}
      close={close}
    />
  );
}
