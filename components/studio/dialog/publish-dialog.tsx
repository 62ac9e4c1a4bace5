"use client";
import { type FormEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { differences } from "#lib/core/offering/difference/revisions.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";
import type { Issue } from "#lib/core/problem.ts";
import type { DraftItem } from "#lib/views/studio/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";

import { useVerb } from "#components/ui/use-verb.ts";
import type { DraftActions } from "../actions.ts";
import { DifferenceList } from "../difference-list.tsx";
import { breaks } from "./breaks.ts";
import { RefusedText } from "../revision/refused-text.tsx";
import { NoteField } from "./note-field.tsx";
import { isOvertaken } from "../proposal/begun-before.tsx";
import { Overtaken } from "./overtaken.tsx";

interface PublishProps {
  draft: Pick<DraftItem, "id" | "title" | "basedOn" | "current" | "note" | "proposal" | "begunBy">;
  version: number;
  source: string;
  /** What is published now; null for the first revision. */
  published: string | null;
  /** What the check found in this text. */
  issues: readonly Issue[];
  goTo?: (issue: Issue) => void;
  /** What it means for requests that were made. */
  replay: ReactNode;
  publishDraft: DraftActions["publishDraft"];
  done: (revision: number) => void;
  close: () => void;
}

/** Asks what is to be remembered of the change, and says what it means before it is made. */
export function PublishDialog(props: PublishProps) {
  const { draft, issues, source, published, goTo, close } = props;
  const errors = issues.filter(({ severity }) => severity === "error");
  const next = (draft.current ?? 0) + 1;
  const changes = useMemo(() => changesBetween(published, source), [published, source]);
  return (
    <Dialog
      open
      onOpenChange={close}
      wide
      title={`Publish revision ${next} of ${draft.title}`}
      description={
        published === null
          ? "It is in the catalog at once, for the teams it is offered to."
          : "New orders use it at once. Requests that run stay on their revision."
      }
    >
      {errors.length > 0 ? (
        <Errors
          errors={errors}
          goTo={(issue) => {
            close();
            goTo?.(issue);
          }}
        />
      ) : (
        <PublishForm {...props}>
          {changes === null ? null : (
            <section aria-label="What changes">
              <h3 className="label mb-1.5">What changes since revision {draft.current}</h3>
              <DifferenceList differences={changes} />
            </section>
          )}
        </PublishForm>
      )}
    </Dialog>
  );
}

/** Null where one of them is no whole document: then there is nothing to compare. */
function changesBetween(published: string | null, source: string) {
  if (published === null) return null;
  const [before, after] = [parseOffering(published).offering, parseOffering(source).offering];
  return before && after ? differences(before, after) : null;
}

function Errors({ errors, goTo }: { errors: readonly Issue[]; goTo: (issue: Issue) => void }) {
  const [first] = errors;
  if (!first) return null;
  const place = `${first.line ?? 1}:${first.column ?? 1}`;
  return (
    <>
      <Notice
        tone="bad"
        title={errors.length === 1 ? "One error is in the way." : `${errors.length} errors are in the way.`}
      >
        <span className="font-mono text-xs">{place}</span> {first.message}
      </Notice>
      <div className="mt-4 flex justify-end">
        <Button tone="primary" onClick={() => goTo(first)}>
          Go to the first one
        </Button>
      </div>
    </>
  );
}

function PublishForm({ children, ...props }: PublishProps & { children: ReactNode }) {
  const { draft, version, replay, publishDraft, done, close } = props;
  const [note, setNote] = useState(draft.note ?? "");
  const [over, setOver] = useState(false);
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useVerb<{ revision: number }>(({ revision }) => done(revision));
  const overtaken = isOvertaken(draft) ? draft.current : null;
  const ready = note.trim() !== "" && (overtaken === null || over);
  const form = useRef<HTMLFormElement>(null);
  const publish = (breaking: boolean) => {
    flushSync(() => setTried(true));
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    const given = { id: draft.id, version, note: note.trim(), ...(breaking ? { breaking } : {}) };
    if (ready) void run(() => publishDraft(overtaken === null ? given : { ...given, over: overtaken }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    publish(false);
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="space-y-5">
      <RefusedText problem={problem} />
      {breaks(problem) ? (
        <Button tone="danger" busy={busy} onClick={() => publish(true)}>
          Publish all the same
        </Button>
      ) : null}
      {overtaken === null ? null : <Overtaken draft={draft} checked={over} change={setOver} tried={tried} />}
      {children}
      {replay}
      <NoteField
        id="publish-note"
        label="Change note"
        help="Stands in the list of revisions: what changes for whoever orders it, and why."
        value={note}
        error={tried && note.trim() === "" ? "Say in a sentence what changes." : undefined}
        onChange={setNote}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" tone="primary" busy={busy}>
          Publish
        </Button>
      </div>
    </form>
  );
}
