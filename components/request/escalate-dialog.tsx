"use client";
import { type FormEvent, useState } from "react";
import type { EscalationView } from "#lib/views/request/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import { useAskAgain } from "./request-query.ts";
import type { ExitProps } from "./retry-dialog.tsx";

export function EscalateDialog({ request, step, actions, open, onOpenChange }: ExitProps) {
  const [reason, setReason] = useState("");
  const askAgain = useAskAgain(request.number);
  const { busy, problem, run } = useVerb<{ number: string; steps: string[] }>(async () => {
    onOpenChange(false);
    await askAgain();
  });
  const { escalation } = step;
  const possible = escalation !== null && "steps" in escalation;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = reason.trim();
    void run(() =>
      actions.escalateStep({ number: request.number, step: step.id, ...(given === "" ? {} : { reason: given }) }),
    );
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Escalate “${step.title}”`}
      description="People do by hand what could not be done, with all that is known of it in their tickets. The request goes on with what they say."
    >
      <form onSubmit={submit} className="space-y-4">
        <ProblemNotice problem={problem} />
        {escalation === null ? null : <Tickets escalation={escalation} />}
        {possible ? (
          <Field id="escalate-reason" label="What they should know" optional help="Stands at the top of each ticket.">
            <textarea
              id="escalate-reason"
              rows={2}
              className="field"
              aria-describedby="escalate-reason-help"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>{possible ? "Not now" : "Close"}</Button>
          {possible ? (
            <Button type="submit" tone="primary" busy={busy}>
              Open {escalation.steps.length === 1 ? "the ticket" : `${escalation.steps.length} tickets`}
            </Button>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
}

function Tickets({ escalation }: { escalation: EscalationView }) {
  if ("missing" in escalation)
    return (
      <div role="status" className="rounded-lg bg-warn-soft px-3.5 py-3">
        <p className="font-medium">{escalation.missing}</p>
        <p className="mt-1 break-words">{escalation.remedy}</p>
      </div>
    );
  const { project, issueType, steps } = escalation;
  return (
    <div className="space-y-1">
      <p>
        {steps.length === 1
          ? `One ${issueType} in Jira project ${project} stands for:`
          : `In Jira project ${project}, a ${issueType} each stands for:`}
      </p>
      <ol className="list-decimal pl-5 break-words">
        {steps.map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ol>
      <p className="text-muted">What is done stays done. When a ticket closes, PAO asks for what later steps need.</p>
    </div>
  );
}
