"use client";
import { type FormEvent, useState } from "react";
import type { ConnectionView } from "#lib/views/connection/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import type { ConnectionActions } from "./actions.ts";
import { draftOf, partsOf } from "./connection-draft.ts";
import { CredentialFields } from "./credential-fields.tsx";

interface CredentialDialogProps {
  connection: ConnectionView;
  replace: ConnectionActions["replaceCredential"];
  close: (changed: boolean) => void;
}

/** A new credential for the old one; all else stays. */
export function CredentialDialog({ connection, replace, close }: CredentialDialogProps) {
  const [typed, setTyped] = useState<Record<string, string>>({});
  const { busy, problem, run } = useVerb<{ name: string }>(() => close(true));
  const said = new Map(problem?.issues.map((issue) => [issue.path, issue.message]));
  const credential = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ""));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(() => replace({ name: connection.name, credential }));
  };
  return (
    <Dialog
      open
      onOpenChange={() => close(false)}
      title={`Replace the credential of ${connection.name}`}
      description="Steps go on with the new one from their next call. Revoke the old one over there afterwards."
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        <ProblemNotice problem={problem} />
        <CredentialFields
          parts={partsOf(draftOf(connection))}
          set={connection.credential}
          typed={typed}
          errorAt={(path) => said.get(path)}
          change={setTyped}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={() => close(false)}>Cancel</Button>
          <Button type="submit" tone="primary" busy={busy} disabled={Object.keys(credential).length === 0}>
            Replace
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
