"use client";
import { type FormEvent, useState } from "react";
import { useAnswers } from "#components/probe/use-probe.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import type { ProbeView } from "#lib/views/probe/shape.ts";
import type { DryRunView } from "#lib/views/studio/trial-shape.ts";
import { DryStep } from "./dry-step.tsx";
import { NoProject } from "./no-project.tsx";
import type { TrialProps } from "./trial.ts";
import { TrialProblem } from "./trial-problem.tsx";
import { givenOf, useWhere } from "./use-trial.ts";
import { WhereFields } from "./where-fields.tsx";

/** Renders everything of an order, and asks the outside whether it would take it. Nothing is made. */
export function DryRunPanel(props: TrialProps) {
  const { draft, places, actions, goTo, close } = props;
  const { where, setWhere, ready } = useWhere(props);
  const [run, setRun] = useState<DryRunView | null>(null);
  const { busy, problem, run: start } = useVerb<DryRunView>(setRun);
  const leadTo =
    goTo &&
    ((line: number) => {
      close();
      goTo(line);
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRun(null);
    void start(() => actions.runDry(givenOf(props, where)));
  };
  return (
    <Dialog
      open
      onOpenChange={close}
      wide
      title={`Dry run of ${draft.title}`}
      description="Everything is rendered with the answers of the form, and the outside is asked whether it would take it. Nothing is made."
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        {places.projects.length === 0 ? <NoProject /> : null}
        <WhereFields where={where} change={setWhere} {...places} />
        <TrialProblem problem={problem} questions={props.questions} close={close} />
        <div className="flex justify-end gap-2">
          <Button onClick={close}>Close</Button>
          <Button type="submit" tone="primary" busy={busy} disabled={!ready}>
            {run === null ? "Run it dry" : "Run it again"}
          </Button>
        </div>
      </form>
      {run === null ? null : <Outcome key={run.probe.id} run={run} goTo={leadTo} />}
    </Dialog>
  );
}

function Outcome({ run, goTo }: { run: DryRunView; goTo: ((line: number) => void) | undefined }) {
  const { probe, waits, problem } = useAnswers(run.probe.id);
  const answers = probe?.answers ?? [];
  return (
    <section aria-label="What it would do" aria-busy={waits} className="mt-5 space-y-3">
      <p role="status" className="font-medium">
        {summary(probe, waits, run.steps.length)}
      </p>
      <ProblemNotice problem={problem} />
      {run.decision.answer === "deny" ? (
        <Notice tone="warn" title="An order would be refused.">
          {run.decision.reasons.map(({ sentence, remedy }) => (
            <p key={sentence}>
              {sentence} {remedy}
            </p>
          ))}
        </Notice>
      ) : null}
      {run.warnings.map((warning) => (
        <Notice key={warning} tone="warn" title={warning} />
      ))}
      <ol className="card divide-y divide-line">
        {run.steps.map((step) => (
          <DryStep key={step.id} step={step} answers={answers} waits={waits} goTo={goTo} />
        ))}
      </ol>
    </section>
  );
}

function summary(probe: ProbeView | null, waits: boolean, steps: number): string {
  const own = probe?.answers.filter(({ step }) => !step?.includes("/")) ?? [];
  if (waits) return `Asking the outside: ${own.length} of ${steps} ${steps === 1 ? "step" : "steps"} answered.`;
  if (probe?.state !== "answered") return "No engine has answered. Is one running?";
  const count = (verdict: string) => probe.answers.filter((answer) => answer.verdict === verdict).length;
  const problems = count("problem");
  if (problems > 0) return problems === 1 ? "One step has a problem." : `${problems} steps have a problem.`;
  return count("unknown") > 0
    ? "No problem was found; not all could be asked."
    : "The outside would take all of it, and nothing was made.";
}
