import { useMemo } from "react";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import { effectOf } from "#lib/core/offering/outline/effect.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface ReviewProps {
  title: string;
  before: string;
  after: string;
  context: CheckContext;
  back: () => void;
  write: () => void;
  close: () => void;
}

/** What a change means, in words, before it is written. */
export function EffectReview({ title, before, after, context, back, write, close }: ReviewProps) {
  const { changes, mistakes } = useMemo(() => effectOf(before, after, context), [before, after, context]);
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? null : close())}
      title={title}
      description="This is written into the draft; nothing is published by it."
    >
      <div className="space-y-4">
        {changes.length === 0 ? (
          <p className="text-muted">What it changes can be told once the document has no other mistakes.</p>
        ) : (
          <ul className="list-disc space-y-1 pl-5 marker:text-muted">
            {changes.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        {mistakes.length === 0 ? null : (
          <Notice tone="warn" title="This does not fit yet">
            <ul className="space-y-1">
              {mistakes.map(({ line, path, message }) => (
                <li key={`${path} ${message}`}>
                  <span className="font-mono text-xs text-muted">Line {line ?? 1}</span> {message}
                </li>
              ))}
            </ul>
            <p className="mt-2">Go back, or write it and correct these lines in the text.</p>
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={back}>Back</Button>
          <Button tone="primary" onClick={write}>
            {mistakes.length === 0 ? "Write it" : "Write it as it is"}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
