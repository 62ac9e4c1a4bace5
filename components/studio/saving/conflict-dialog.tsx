"use client";
import { differentLines } from "#lib/core/offering/difference/lines.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { LineDiff } from "../revision/line-diff.tsx";
import type { Stored } from "./autosave.ts";

interface DialogProps {
  mine: string;
  theirs: Stored;
  keepMine: () => void;
  takeTheirs: () => void;
  close: () => void;
}

/** What keeping mine would change in what the other saved. */
export function ConflictDialog({ mine, theirs, keepMine, takeTheirs, close }: DialogProps) {
  const hunks = differentLines(theirs.source, mine);
  const choose = (verb: () => void) => () => {
    close();
    verb();
  };
  return (
    <Dialog
      open
      onOpenChange={close}
      wide
      title="Two texts"
      description={`From what ${theirs.savedBy} saved to yours. “Take theirs” can be undone in the editor.`}
    >
      <div className="overflow-hidden rounded-lg border border-line">
        <LineDiff hunks={hunks} from={`the text of ${theirs.savedBy}`} to="yours" />
      </div>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={choose(takeTheirs)}>Take theirs</Button>
        <Button tone="primary" onClick={choose(keepMine)}>
          Keep mine as a new save
        </Button>
      </div>
    </Dialog>
  );
}

interface NewsProps {
  theirs: Stored;
  before: string;
  now: string;
  close: () => void;
}

/** What somebody else saved changed here. */
export function NewsDialog({ theirs, before, now, close }: NewsProps) {
  return (
    <Dialog
      open
      onOpenChange={close}
      wide
      title="What came"
      description={`From your text to the one here now, with what ${theirs.savedBy} saved. It can be undone in the editor.`}
    >
      <div className="overflow-hidden rounded-lg border border-line">
        <LineDiff hunks={differentLines(before, now)} from="your text" to="the text here" />
      </div>
      <div className="mt-4 flex justify-end">
        <Button onClick={close}>Close</Button>
      </div>
    </Dialog>
  );
}
