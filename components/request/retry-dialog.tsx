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
  const [from, setFrom] = useState(() => startOf(step));
  const askAgain = useAskAgain(request.number);
  const { busy, problem, run } = useVerb<{ number: string }>(async () => {
    onOpenChange(false);
    await askAgain();
  });
  const uncertain = step.state === "uncertain";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = { ...(from === "" ? {} : { from }), ...(reason.trim() === "" ? {} : { reason: reason.trim() }) };
    void run(() => actions.retryStep({ number: request.number, step: step.id, ...said }));
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={uncertain ? `“${step.title}” did not happen` : `Retry “${step.title}”`}
      description={
        uncertain ? "Be sure: PAO will do it again, and if it did happen there will be two." : triedAgain(step)
      }
    >
      <form onSubmit={submit} className="space-y-4">
        <ProblemNotice problem={problem} />
        <StartField step={step} value={from} onChange={setFrom} />
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

function triedAgain({ retryFrom }: StepView): string {
  if (retryFrom.length === 0) return "It is tried once more, as it was planned.";
  return "Finished steps stay finished, with their outputs, unless you start again from one of them.";
}

/** What nobody confirmed is planned and confirmed again; the same try would only fail again. */
function startOf({ problem, retryFrom }: StepView): string {
  return problem?.code === "terraform_unconfirmed" ? (retryFrom[0]?.id ?? "") : "";
}

/** Where to start again, and what then runs a second time. */
function StartField({ step, value, onChange }: { step: StepView; value: string; onChange: (from: string) => void }) {
  const again = step.retryFrom.find(({ id }) => id === value)?.again ?? [];
  if (step.retryFrom.length === 0) return null;
  return (
    <div className="space-y-3">
      <Field id="retry-from" label="Start again from">
        <select id="retry-from" className="field" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{step.title} (the step that stopped)</option>
          {step.retryFrom.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </Field>
      {again.length === 0 ? null : (
        <div role="status" className="rounded-lg bg-warn-soft px-3.5 py-3">
          <p className="font-medium">These run again:</p>
          <ul className="mt-1 list-disc pl-5 break-words">
            {again.map((title) => (
              <li key={title}>{title}</li>
            ))}
          </ul>
          <p className="mt-2 text-muted">What they made before stays where it is: nothing is undone.</p>
        </div>
      )}
    </div>
  );
}
