"use client";
import type { ReactNode } from "react";
import type { Result } from "#lib/core/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";

interface RemoveProps {
  title: string;
  /** What becomes of what hangs on it. */
  children: ReactNode;
  /** What the button says. */
  verb: string;
  tone?: "danger" | "primary";
  remove: () => Promise<Result<object>>;
  close: (changed: boolean) => void;
}

/** Asks once more before something is taken away. */
export function RemoveDialog({ title, children, verb, tone = "danger", remove, close }: RemoveProps) {
  const { busy, problem, run } = useVerb<object>(() => close(true));
  return (
    <Dialog open onOpenChange={() => close(false)} title={title} description={children}>
      <ProblemNotice problem={problem} className="mb-4" />
      <div className="flex justify-end gap-2">
        <Button onClick={() => close(false)}>Cancel</Button>
        <Button tone={tone} busy={busy} onClick={() => void run(remove)}>
          {verb}
        </Button>
      </div>
    </Dialog>
  );
}
