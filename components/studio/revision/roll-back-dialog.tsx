"use client";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { readRest } from "#components/live/rest.ts";
import type { CompareView } from "#lib/views/studio/compare-shape.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import { DifferenceList } from "../difference-list.tsx";
import { NoteField } from "../dialog/note-field.tsx";
import type { RevisionActions } from "./actions.ts";
import { Asked } from "./asked.tsx";
import { breaks } from "../dialog/breaks.ts";
import { RefusedText } from "./refused-text.tsx";
import { ReplaySummary } from "./replay-summary.tsx";
import { compareAddress } from "./side.ts";

interface RollBackProps {
  name: string;
  title: string;
  /** What is published now, and what shall be published once more. */
  current: number;
  revision: number;
  rollBack: RevisionActions["rollBack"];
  close: (changed: boolean) => void;
}

/** Shows what going back would change and mean, and asks why. */
export function RollBackDialog({ name, title, current, revision, rollBack, close }: RollBackProps) {
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useVerb<object>(() => close(true));
  const goBack = (breaking: boolean) => {
    setTried(true);
    const given = { name, revision, current, note: note.trim(), ...(breaking ? { breaking } : {}) };
    if (note.trim() !== "") void run(() => rollBack(given));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    goBack(false);
  };
  return (
    <Dialog
      open
      onOpenChange={() => close(false)}
      wide
      title={`Roll ${title} back to revision ${revision}`}
      description={`Publishes its text and its modules once more, as a new revision. Revision ${current} stays in the list, and requests that run stay on theirs.`}
    >
      <form onSubmit={submit} noValidate className="space-y-5">
        <RefusedText problem={problem} />
        {breaks(problem) ? (
          <Button tone="danger" busy={busy} onClick={() => goBack(true)}>
            Roll back all the same
          </Button>
        ) : null}
        <Meaning name={name} current={current} revision={revision} />
        <NoteField
          id="roll-back-note"
          label="Change note"
          help="Stands in the list of revisions: why you go back."
          value={note}
          error={tried && note.trim() === "" ? "Say in a sentence why you go back." : undefined}
          onChange={setNote}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={() => close(false)}>Cancel</Button>
          <Button type="submit" tone="primary" busy={busy}>
            Roll back
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Meaning({ name, current, revision }: Pick<RollBackProps, "name" | "current" | "revision">) {
  const asked = useQuery({
    queryKey: ["compare", name, current, revision],
    queryFn: ({ signal }) => readRest<CompareView>(`/catalog/${name}/compare?from=${current}&to=${revision}`, signal),
  });
  return (
    <Asked asked={asked}>
      {({ changes, replay }) => (
        <>
          <section aria-label="What changes">
            <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="label">What changes</h3>
              <NearLink href={compareAddress(name, current, revision)} className="link py-0.5 text-xs">
                Line by line
              </NearLink>
            </div>
            {changes ? <DifferenceList differences={changes} /> : null}
          </section>
          {replay ? (
            <section aria-label="What it means">
              <h3 className="label mb-1.5">What it means</h3>
              <ReplaySummary replay={replay} />
            </section>
          ) : null}
        </>
      )}
    </Asked>
  );
}
