"use client";
import { useState } from "react";
import { afterDialog } from "#components/ui/after-dialog.ts";
import { Preview } from "../preview/preview.tsx";
import { SavingNotice } from "../saving/saving-notice.tsx";
import { useQuestions } from "../try/use-questions.ts";
import { DeskActions } from "./desk-actions.tsx";
import { DeskDialog, type Shown } from "./desk-dialog.tsx";
import { DeskHeader } from "./desk-header.tsx";
import { BegunNotice, DeskNotices } from "./desk-notices.tsx";
import { Panes, usePanes } from "./panes.tsx";
import { type DeskGiven, useDesk } from "./use-desk.ts";
import { WritePane } from "./write-pane.tsx";

export interface DeskProps extends DeskGiven {
  /** The revision that was published right before. */
  justPublished: number | null;
}

/** A document, what is wrong with it and what it will look like, from the first word to its publishing. */
export function StudioDesk({ justPublished, page: given, ...rest }: DeskProps) {
  // The page is drawn anew now and then; what is being written is not pulled from under the writer.
  const [page] = useState(given);
  const { actions, reader } = rest;
  const desk = useDesk({ ...rest, page });
  const { name, draft, state, saving, checked, context, editor } = desk;
  const [first] = useState(state.source);
  const [pane, show] = usePanes();
  const [shown, open] = useState<Shown | null>(null);
  const { seek, questions } = useQuestions(checked.offering, () => show("preview"));
  return (
    <div className="flex h-[calc(100dvh-3.25rem)] flex-col lg:h-dvh">
      <DeskHeader title={desk.title} page={page} draft={draft} state={state} others={desk.others}>
        <DeskActions desk={desk} published={page.published?.number ?? null} open={open} />
      </DeskHeader>
      <DeskNotices
        {...{ name, reader, page, draft, actions }}
        // What is written next is about another revision.
        justPublished={state.source === first ? justPublished : null}
        // Those that came meanwhile are told too.
        proposals={given.proposals}
      >
        <SavingNotice saving={saving} state={state} />
        {desk.begun ? <BegunNotice begun={desk.begun} /> : null}
      </DeskNotices>
      <Panes
        shown={pane}
        show={show}
        write={
          <WritePane
            {...{ name, context, checked, editor }}
            path={given.path}
            source={state.source}
            change={saving.change}
            readOnly={!desk.mayWrite}
          />
        }
        preview={
          <Preview
            offering={checked.offering}
            stale={checked.stale}
            context={context}
            places={page.places}
            inputs={desk.trial.inputs}
            onInputs={desk.trial.setInputs}
            onPlace={desk.trial.setPlace}
            seek={seek}
          />
        }
      />
      {draft && shown ? (
        <DeskDialog
          {...{ shown, draft, saving, page, actions }}
          trial={{ ...desk.trial, questions }}
          issues={checked.issues}
          goTo={(issue) => afterDialog(() => editor.current?.go(issue))}
          close={() => open(null)}
        />
      ) : null}
    </div>
  );
}
