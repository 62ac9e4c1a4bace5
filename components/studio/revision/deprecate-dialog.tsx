"use client";
import { useState } from "react";
import { FormDialog, missingIn } from "#components/organisation/form-dialog.tsx";
import { queryOf, readRest } from "#components/live/rest.ts";
import { type Picked, PickField } from "#components/ui/pick-field.tsx";
import type { CatalogView, Named, Standing } from "#lib/views/catalog/shape.ts";
import { NoteField } from "../dialog/note-field.tsx";
import type { RevisionActions } from "./actions.ts";

interface DeprecateProps {
  name: string;
  title: string;
  standing: Pick<Standing, "current" | "successor">;
  deprecateOffering: RevisionActions["deprecateOffering"];
  close: (changed: boolean) => void;
}

/** Asks what to use instead, and why. */
export function DeprecateDialog({ name, title, standing, deprecateOffering, close }: DeprecateProps) {
  const [successor, setSuccessor] = useState<Picked | null>(pickedOf(standing.successor));
  const [note, setNote] = useState("");
  const missing = missingIn({ "/note": [note, "Say in a sentence why something else should be ordered."] });
  const given = { name, current: standing.current, note: note.trim() };
  return (
    <FormDialog
      title={`Deprecate ${title}`}
      description="It can still be ordered. Catalog, form and every bundle that orders it say that something else should be. This is written into its document and published as a new revision."
      verb="Deprecate"
      missing={missing}
      save={() => deprecateOffering(successor ? { ...given, successor: successor.value } : given)}
      close={close}
    >
      {(errorAt) => (
        <>
          <PickField
            id="successor"
            label="What to use instead"
            help="Nothing, when there is no successor."
            placeholder="Search the catalog"
            value={successor}
            error={errorAt("/successor")}
            onChange={setSuccessor}
            find={async (text, signal) => (await offeringsLike(text, signal)).filter(({ value }) => value !== name)}
          />
          <NoteField
            id="deprecate-note"
            label="Change note"
            help="Stands in the list of revisions."
            value={note}
            error={errorAt("/note")}
            onChange={setNote}
          />
        </>
      )}
    </FormDialog>
  );
}

const pickedOf = (successor: Named | null): Picked | null =>
  successor && { value: successor.name, label: successor.title };

async function offeringsLike(text: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readRest<CatalogView>(`/catalog${queryOf({ text, limit: 12 })}`, signal);
  return items
    .filter(({ lifecycle }) => lifecycle !== "deprecated")
    .map(({ name, title, owner }) => ({ value: name, label: title, detail: owner.title }));
}
