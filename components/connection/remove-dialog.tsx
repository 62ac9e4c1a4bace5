"use client";
import type { ConnectionView } from "#lib/views/connection/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import type { ConnectionActions } from "./actions.ts";
import { UseList } from "./use-list.tsx";

interface RemoveProps {
  connection: ConnectionView;
  remove: ConnectionActions["removeConnection"];
  close: (changed: boolean) => void;
}

export function RemoveDialog({ connection: { name, usedBy }, remove, close }: RemoveProps) {
  const { busy, problem, run } = useVerb<{ name: string }>(() => close(true));
  const isUsed = usedBy.offerings.length + usedBy.requests.length > 0;
  return (
    <Dialog
      open
      onOpenChange={() => close(false)}
      title={`Remove ${name}`}
      description={
        isUsed
          ? "It is in use. Its credential is deleted, and steps that go through it fail until there is a connection of this name again."
          : "Its credential is deleted. Nothing uses it."
      }
    >
      <ProblemNotice problem={problem} className="mb-4" />
      {isUsed ? <UseList usedBy={usedBy} /> : null}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={() => close(false)}>Cancel</Button>
        <Button tone="danger" busy={busy} onClick={() => void run(() => remove({ name, anyway: isUsed }))}>
          {isUsed ? "Remove it anyway" : "Remove the connection"}
        </Button>
      </div>
    </Dialog>
  );
}
