"use client";
import { type FormEvent, useState } from "react";
import type { RequestView } from "#lib/views/request/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import type { RequestActions } from "./actions.ts";
import { type EndVerb, endWords } from "./end-verb.ts";
import { LeftList } from "./left-list.tsx";
import { useAskAgain } from "./request-query.ts";
import { useVerb } from "#components/ui/use-verb.ts";

interface EndProps {
  request: RequestView;
  verb: EndVerb;
  actions: Pick<RequestActions, "abortRequest" | "cancelRequest">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

function Made({ request, verb }: { request: RequestView; verb: EndVerb }) {
  if (request.left.length === 0) return <p>Nothing has been made outside yet.</p>;
  return (
    <div className="space-y-1">
      <p>{verb === "cancel" ? "This exists, and is not undone:" : "This stays as it is; nothing is undone:"}</p>
      <LeftList left={request.left} />
    </div>
  );
}

export function EndDialog({ request, verb, actions, open, onOpenChange }: EndProps) {
  const { title, description, keep, end } = endWords[verb];
  const [reason, setReason] = useState("");
  const askAgain = useAskAgain(request.number);
  const { busy, problem, run } = useVerb<{ number: string; left: string[] }>(async () => {
    onOpenChange(false);
    await askAgain();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = reason.trim();
    const send = verb === "cancel" ? actions.cancelRequest : actions.abortRequest;
    void run(() => send({ number: request.number, ...(given === "" ? {} : { reason: given }) }));
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`${title} ${request.number}`} description={description}>
      <form onSubmit={submit} className="space-y-4">
        <ProblemNotice problem={problem} />
        <Made request={request} verb={verb} />
        <Field id="end-reason" label="Reason" optional>
          <textarea
            id="end-reason"
            rows={2}
            className="field"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>{keep}</Button>
          <Button type="submit" tone="danger" busy={busy}>
            {end}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
