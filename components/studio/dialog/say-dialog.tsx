"use client";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Result } from "#lib/core/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import { NoteField } from "./note-field.tsx";

interface SayProps {
  title: string;
  description: ReactNode;
  /** What is asked for, and what to do when it is left empty. */
  label: string;
  help: string;
  missing: string;
  /** What the button says. */
  verb: string;
  tone?: "primary" | "danger";
  say: (text: string) => Promise<Result<object>>;
  done: () => void;
  close: () => void;
}

/** Does something that needs a sentence of explanation for somebody else. */
export function SayDialog({ title, description, label, help, missing, verb, tone = "primary", ...props }: SayProps) {
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useVerb<object>(props.done);
  const empty = text.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!empty) void run(() => props.say(text.trim()));
  };
  return (
    <Dialog open onOpenChange={props.close} title={title} description={description}>
      <form onSubmit={submit} noValidate className="space-y-4">
        <ProblemNotice problem={problem} />
        <NoteField
          id="say"
          label={label}
          help={help}
          value={text}
          error={tried && empty ? missing : undefined}
          onChange={setText}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={props.close}>Cancel</Button>
          <Button type="submit" tone={tone} busy={busy}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
