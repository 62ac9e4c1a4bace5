import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { edited } from "./edited.ts";

interface RemoveProps {
  /** `the question Size` */
  what: string;
  /** Lines that read it, from 1: they will be mistakes. */
  lines: readonly number[];
  edit: () => string;
  onChange: (source: string) => void;
  close: () => void;
}

/** Asks before something goes, and says what will be wrong without it. */
export function RemoveDialog({ what, lines, edit, onChange, close }: RemoveProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const remove = () => {
    const outcome = edited(edit);
    if ("problem" in outcome) return setFailure(`${outcome.problem.message} ${outcome.problem.remedy ?? ""}`);
    onChange(outcome.made);
    return close();
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? null : close())} title={`Remove ${what}?`}>
      <div className="space-y-4">
        {lines.length === 0 ? (
          <p className="text-muted">Nothing in the document reads it.</p>
        ) : (
          <Notice tone="warn" title={`${lines.length === 1 ? "A line reads" : `${lines.length} lines read`} it`}>
            {lines.length === 1 ? "Line" : "Lines"} {lines.join(", ")} will be marked as mistakes until they are changed
            too.
          </Notice>
        )}
        {failure ? <Notice tone="bad" title={failure} /> : null}
        <div className="flex justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button tone="danger" onClick={remove}>
            Remove
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
