"use client";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import type { ConnectionActions } from "./actions.ts";

interface RemoveProps {
  name: string;
  remove: ConnectionActions["removeConnection"];
  close: (changed: boolean) => void;
}

export function RemoveDialog({ name, remove, close }: RemoveProps) {
  const { busy, problem, run } = useVerb<{ name: string }>(() => close(true));
  return (
    <Dialog
      open
      onOpenChange={() => close(false)}
      title={`Remove ${name}`}
      description="Its credential is deleted. Steps that use it fail until there is a connection of this name again."
    >
      <ProblemNotice problem={problem} className="mb-4" />
      <div className="flex justify-end gap-2">
        <Button onClick={() => close(false)}>Cancel</Button>
        <Button tone="danger" busy={busy} onClick={() => void run(() => remove({ name }))}>
          Remove the connection
        </Button>
      </div>
    </Dialog>
  );
}
