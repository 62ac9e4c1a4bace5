"use client";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Result } from "#lib/core/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";

interface FormProps {
  title: string;
  description?: ReactNode;
  /** What the button says. */
  verb: string;
  /** By JSON pointer: what still has to be filled in. */
  missing: ReadonlyMap<string, string>;
  save: () => Promise<Result<object>>;
  close: (changed: boolean) => void;
  /** What is asked; told what is wrong at a place. */
  children: (errorAt: (path: string) => string | undefined) => ReactNode;
}

/** A few questions in a dialog, with what is wrong at each of them. */
export function FormDialog({ title, description, verb, missing, save, close, children }: FormProps) {
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useVerb<object>(() => close(true));
  const said = new Map(problem?.issues.map((issue) => [issue.path, issue.message]));
  const errorAt = (path: string) => (tried ? missing.get(path) : undefined) ?? said.get(path);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.size === 0) void run(save);
  };
  return (
    <Dialog open onOpenChange={() => close(false)} title={title} description={description}>
      <form onSubmit={submit} noValidate className="space-y-4">
        <ProblemNotice problem={problem} />
        {children(errorAt)}
        <div className="flex justify-end gap-2">
          <Button onClick={() => close(false)}>Cancel</Button>
          <Button type="submit" tone="primary" busy={busy}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What of this is still empty, each with what to do about it. */
export function missingIn(fields: Readonly<Record<string, [value: string, remedy: string]>>): Map<string, string> {
  const empty = Object.entries(fields).filter(([, [value]]) => value.trim() === "");
  return new Map(empty.map(([path, [, remedy]]) => [path, remedy]));
}
