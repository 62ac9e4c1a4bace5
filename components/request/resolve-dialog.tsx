"use client";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { describedBy, Field } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { AnswerForm, useAnswers } from "./answer-form.tsx";
import { useAskAgain } from "./request-query.ts";
import type { ExitProps } from "./retry-dialog.tsx";
import { useVerb } from "#components/ui/use-verb.ts";

/** "I did it by hand": what was done, where, and the outputs that later steps wait for. */
export function ResolveDialog({ request, step, actions, open, onOpenChange }: ExitProps) {
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
  const uncertain = step.state === "uncertain";
  const missing = tried && note.trim() === "" ? "Say in a few words what was done." : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const outputs = answers.accepted();
    if (note.trim() === "") noteBox.current?.focus();
    if (note.trim() === "" || outputs === null) return;
    const link = reference.trim();
    void run(() =>
      actions.resolveStep({
        number: request.number,
        step: step.id,
        note: note.trim(),
        ...(link === "" ? {} : { reference: link }),
        ...(step.owed ? { outputs } : {}),
      }),
    );
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      wide
      title={uncertain ? `“${step.title}” happened` : `“${step.title}” was done by hand`}
      description="The step counts as completed and the request goes on."
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        <ProblemNotice problem={problem} />
        <Field id="resolve-note" label="What was done" error={missing}>
          <textarea
            ref={noteBox}
            id="resolve-note"
            rows={2}
            required
            className="field"
            aria-invalid={missing !== undefined}
            aria-describedby={describedBy("resolve-note", { error: missing })}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
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
    </Dialog>
  );
}
