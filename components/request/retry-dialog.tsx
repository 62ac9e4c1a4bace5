"use client";
import { type FormEvent, useState } from "react";
import type { RequestView, StepView } from "#lib/views/request/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import type { RequestActions } from "./actions.ts";
import { useAskAgain } from "./request-query.ts";
import { useVerb } from "#components/ui/use-verb.ts";

export interface ExitProps {
  request: RequestView;
  step: StepView;
  actions: RequestActions;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function RetryDialog({ request, step, actions, open, onOpenChange }: ExitProps) {
  const [reason, setReason] = useState("");
  const askAgain = useAskAgain(request.number);
  const { busy, problem, run } = useVerb<{ number: string }>(async () => {
    onOpenChange(false);
    await askAgain();
  });
  const uncertain = step.state === "uncertain";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = reason.trim();
    void run(() =>
      actions.retryStep({ number: request.number, step: step.id, ...(given === "" ? {} : { reason: given }) }),
    );
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={uncertain ? `“${step.title}” did not happen` : `Retry “${step.title}”`}
      description={
        uncertain
          ? "Be sure: PAO will do it again, and if it did happen there will be two."
          : "Finished steps stay finished, with their outputs. The request goes on from this step."
      }
    >
      <form onSubmit={submit} className="space-y-4">
        <ProblemNotice problem={problem} />
        <Field id="retry-reason" label={uncertain ? "How do you know?" : "Reason"} optional>
          <textarea
            id="retry-reason"
            rows={2}
            className="field"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" tone="primary" busy={busy}>
            {uncertain ? "Do it again" : "Retry"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
