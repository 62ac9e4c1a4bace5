"use client";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import { NoProject } from "./no-project.tsx";
import type { TrialProps } from "./trial.ts";
import { TrialProblem } from "./trial-problem.tsx";
import { givenOf, useWhere } from "./use-trial.ts";
import { WhereFields } from "./where-fields.tsx";

/** Orders a draft for real, where that may be. */
export function TestOrder(props: TrialProps) {
  const { draft, close } = props;
  const [number, setNumber] = useState<string | null>(null);
  return (
    <Dialog
      open
      onOpenChange={close}
      title={`Test order of ${draft.title}`}
      description="It runs for real: tickets are opened and things are made. It counts in no history, and what it makes is retired like anything else."
    >
      {number === null ? <TestForm {...props} ordered={setNumber} /> : <Ordered number={number} close={close} />}
    </Dialog>
  );
}

function TestForm(props: TrialProps & { ordered: (number: string) => void }) {
  const { places, actions, ordered, close } = props;
  const environments = places.environments.filter(({ tests }) => tests);
  const { where, setWhere, ready } = useWhere(props, environments);
  const { busy, problem, run } = useVerb<{ number: string }>(({ number }) => ordered(number));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(() => actions.testDraft(givenOf(props, where)));
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      {places.projects.length === 0 ? <NoProject /> : null}
      {environments.length === 0 ? (
        <Notice tone="info" title="No environment is marked for test orders.">
          An admin marks one under Settings, Environments.
        </Notice>
      ) : (
        <WhereFields where={where} change={setWhere} projects={places.projects} environments={environments} />
      )}
      <p className="text-muted">The answers are those of the form in the preview.</p>
      <TrialProblem problem={problem} questions={props.questions} close={close} />
      <div className="flex justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" tone="primary" busy={busy} disabled={!ready}>
          Place the test order
        </Button>
      </div>
    </form>
  );
}

function Ordered({ number, close }: { number: string; close: () => void }) {
  return (
    <>
      <p role="status" className="font-medium">
        {number} is on its way.
      </p>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={close}>Back to the draft</Button>
        <NearLink href={`/requests/${number}`} className={buttonClass("primary")}>
          Follow {number}
        </NearLink>
      </div>
    </>
  );
}
