"use client";
import { type FormEvent, type RefObject, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { describedBy, Field } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import { AnswerForm, useAnswers } from "./answer-form.tsx";
import { useAskAgain } from "./request-query.ts";
import type { ExitProps } from "./retry-dialog.tsx";

/** "I did it by hand": what was done, where, and the outputs that later steps wait for. */
export function ResolveDialog(props: ExitProps) {
  const { step, open, onOpenChange } = props;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      wide
      title={step.state === "uncertain" ? `“${step.title}” happened` : `“${step.title}” was done by hand`}
      description="The step counts as completed and the request goes on."
    >
      <ResolveForm {...props} />
    </Dialog>
  );
}

function ResolveForm({ request, step, actions, onOpenChange }: ExitProps) {
  const [note, setNote] = useState("");
  const [reference, setReference] = useState("");
  const [tried, setTried] = useState(false);
  const noteBox = useRef<HTMLTextAreaElement>(null);
  const answers = useAnswers(step.owed);
  const askAgain = useAskAgain(request.number);
  const { busy, problem, run } = useVerb<{ number: string }>(async () => {
    onOpenChange(false);
    await askAgain();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const outputs = answers.accepted();
    if (note.trim() === "") noteBox.current?.focus();
    if (note.trim() === "" || outputs === null) return;
    const about = { number: request.number, step: step.id, note: note.trim() };
    const link = reference.trim();
    void run(() =>
      actions.resolveStep({ ...about, ...(link === "" ? {} : { reference: link }), ...(step.owed ? { outputs } : {}) }),
    );
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <ProblemNotice problem={problem} />
      <NoteField box={noteBox} value={note} missing={tried && note.trim() === ""} onChange={setNote} />
      <Field id="resolve-reference" label="Where it can be seen" optional help="A ticket, a link or an id.">
        <input
          id="resolve-reference"
          className="field"
          aria-describedby="resolve-reference-help"
          value={reference}
          onChange={(event) => setReference(event.target.value)}
        />
      </Field>
      {step.owed ? <AnswerForm form={step.owed} answers={answers} problems={problem?.issues} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button type="submit" tone="primary" busy={busy}>
          Go on
        </Button>
      </div>
    </form>
  );
}

interface NoteProps {
  box: RefObject<HTMLTextAreaElement | null>;
  value: string;
  missing: boolean;
  onChange: (note: string) => void;
}

function NoteField({ box, value, missing, onChange }: NoteProps) {
  const error = missing ? "Say in a few words what was done." : undefined;
  return (
    <Field id="resolve-note" label="What was done" error={error}>
      <textarea
        ref={box}
        id="resolve-note"
        rows={2}
        required
        className="field"
        aria-invalid={missing}
        aria-describedby={describedBy("resolve-note", { error })}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
