import type { ReactNode } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { Missing } from "#lib/core/preview/look-ahead.ts";
import { thingsOf } from "#lib/core/preview/things.ts";
import type { Thing } from "#lib/core/preview/things.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import { Holes } from "./holes.tsx";
import { HttpCall } from "./http-call.tsx";
import { JiraTicket } from "./jira-ticket.tsx";
import { kinds, type ThingKind } from "./kinds.ts";
import { PullRequest } from "./pull-request.tsx";
import { Task } from "./task.tsx";
import { TerraformRun } from "./terraform-run.tsx";
import { Unanswered } from "./unanswered.tsx";
import { useLookAhead } from "./use-look-ahead.ts";
import { WorkflowRun } from "./workflow-run.tsx";

interface PaneProps {
  kind: ThingKind;
  modules: Modules;
  onMend: (missing: Missing) => void;
}

/** Everything of one kind that the steps would make outside. */
export function ThingPane({ kind, modules, onMend }: PaneProps) {
  const ahead = useLookAhead();
  if (ahead === null) return null;
  if (!ahead.ok) return <ProblemNotice problem={ahead.problem} />;
  const things = thingsOf(ahead.value.plan).filter(({ uses }) => uses === kind);
  return (
    <>
      <Unanswered missing={ahead.value.missing} onMend={onMend} />
      {things.length === 0 ? (
        <EmptyState title={`With these answers ${kinds[kind].none}.`}>
          Other answers, or another environment, may take the way that leads there.
        </EmptyState>
      ) : (
        <ol className="space-y-6">
          {things.map((thing) => (
            <li key={`${thing.of ?? ""}/${thing.step.id}/${thing.instead}`}>
              <ThingCard thing={thing}>
                <Shown kind={kind} thing={thing} modules={modules} />
              </ThingCard>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function ThingCard({ thing, children }: { thing: Thing; children: ReactNode }) {
  const { step, of, uses, instead } = thing;
  const notes = [
    instead ? "only if a machine fails to do it; PAO adds what was tried" : null,
    of === null ? null : `by ${of}`,
    step.condition?.known === undefined && step.condition ? "only if it is needed when its turn comes" : null,
    step.blocking ? null : "the request does not wait for it",
  ].filter(Boolean);
  return (
    <article aria-label={instead ? `${step.title}, instead` : step.title}>
      <h3 className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">
        <Icon names={[adapterDefinition(uses).icon]} className="size-4 text-muted" />
        {step.title}
        {notes.length === 0 ? null : <span className="text-xs font-normal text-muted">{notes.join(" · ")}</span>}
      </h3>
      <div className="card mt-2 px-4 py-4">
        <Holes thing={thing}>{children}</Holes>
      </div>
    </article>
  );
}

function Shown({ kind, thing: { step, shown }, modules }: { kind: ThingKind; thing: Thing; modules: Modules }) {
  switch (kind) {
    case "jira-issue":
      return <JiraTicket shown={shown} />;
    case "github-pull-request":
      return <PullRequest shown={shown} />;
    case "github-workflow":
      return <WorkflowRun shown={shown} />;
    case "terraform":
      return <TerraformRun shown={shown} step={step.id} modules={modules} />;
    case "http":
      return <HttpCall shown={shown} />;
    case "manual":
      return <Task shown={shown} />;
  }
}
