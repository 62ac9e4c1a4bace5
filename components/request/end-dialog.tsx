"use client";
import { type FormEvent, useState } from "react";
import type { RequestView } from "#lib/views/request/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import type { RequestActions } from "./actions.ts";
import { useAskAgain } from "./request-query.ts";
import { useVerb } from "#components/ui/use-verb.ts";

interface AbortProps {
  request: RequestView;
  abort: RequestActions["abortRequest"];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

function Made({ request }: { request: RequestView }) {
  if (request.left.length === 0) return <p>Nothing has been made outside yet.</p>;
  return (
    <div>
      <p>This stays as it is; nothing is undone:</p>
      <ul className="mt-1 list-disc pl-5">
        {request.left.map(({ step, title, reference, unsure }) => (
          <li key={step}>
            {title}
            {reference === null ? "" : ` (${reference.id})`}
            {unsure ? ": may exist, look for it outside" : ""}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function AbortDialog({ request, abort, open, onOpenChange }: AbortProps) {
  const [reason, setReason] = useState("");
  const askAgain = useAskAgain(request.number);
  const { busy, problem, run } = useVerb<{ number: string; left: string[] }>(async () => {
    onOpenChange(false);
    await askAgain();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = reason.trim();
    void run(() => abort({ number: request.number, ...(given === "" ? {} : { reason: given }) }));
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Abort ${request.number}`}
      description="Steps that have not started are skipped. This cannot be taken back."
    >
      <form onSubmit={submit} className="space-y-4">
        <ProblemNotice problem={problem} />
        <Made request={request} />
        <Field id="abort-reason" label="Reason" optional>
          <textarea
            id="abort-reason"
            rows={2}
            className="field"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Keep it going</Button>
          <Button type="submit" tone="danger" busy={busy}>
            Abort the request
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
