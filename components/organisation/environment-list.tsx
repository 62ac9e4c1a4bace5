"use client";
import { ArrowDown, ArrowUp, Layers, Plus } from "lucide-react";
import { useState } from "react";
import type { EnvironmentRow } from "#lib/views/organisation/project-shape.ts";
import { SettingsPage } from "#components/settings/settings-page.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import type { EnvironmentActions } from "./actions.ts";
import { FormDialog, missingIn } from "./form-dialog.tsx";
import { useShown } from "./listed.ts";
import { NamedFields } from "./named-fields.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { counted } from "./words.ts";

interface ListProps {
  environments: readonly EnvironmentRow[];
  mayChange: boolean;
  actions: EnvironmentActions;
}

type Shown = { what: "add" } | { what: "change" | "remove"; environment: EnvironmentRow };

/** The environments in the order that forms and lists show them in. */
export function EnvironmentList({ environments, mayChange, actions }: ListProps) {
  const { shown, show, close, refresh } = useShown<Shown>();
  const { busy, problem, run } = useVerb<object>(refresh);
  const move = ({ name, position, version }: EnvironmentRow, by: 1 | -1) =>
    void run(() => actions.changeEnvironment({ name, position: position + by, version }));
  const add = mayChange ? (
    <Button tone="primary" onClick={() => show({ what: "add" })}>
      <Plus className="size-4" aria-hidden />
      Add an environment
    </Button>
  ) : null;
  return (
    <SettingsPage
      title="Environments"
      about="Where things are ordered, in the order that forms and lists show them."
      action={environments.length > 0 ? add : null}
    >
      <ProblemNotice problem={problem} className="mb-4" />
      {environments.length === 0 ? (
        <EmptyState title="No environment" icon={<Layers className="size-5" aria-hidden />} action={add}>
          Nothing can be ordered until there is one.
        </EmptyState>
      ) : (
        <ol className="card divide-y divide-line">
          {environments.map((environment) => (
            <Row
              key={environment.name}
              environment={environment}
              last={environment.position === environments.length - 1}
              busy={busy}
              show={mayChange ? show : null}
              move={(by) => move(environment, by)}
            />
          ))}
        </ol>
      )}
      {shown ? <Dialogs shown={shown} actions={actions} close={close} /> : null}
    </SettingsPage>
  );
}

interface RowProps {
  environment: EnvironmentRow;
  last: boolean;
  busy: boolean;
  show: ((shown: Shown) => void) | null;
  move: (by: 1 | -1) => void;
}

function Row({ environment, last, busy, show, move }: RowProps) {
  const { name, title, position, tests, resources } = environment;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-[1_1_12rem]">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium">{title}</span>
          {tests ? <Badge tone="info">Test orders</Badge> : null}
        </p>
        <p className="text-xs text-muted">
          <span className="font-mono">{name}</span> · {counted(resources, "resource")}
        </p>
      </div>
      {show ? (
        <div className="flex flex-wrap gap-2">
          <Button small aria-label={`Move ${title} up`} disabled={busy || position === 0} onClick={() => move(-1)}>
            <ArrowUp className="size-3.5" aria-hidden />
          </Button>
          <Button small aria-label={`Move ${title} down`} disabled={busy || last} onClick={() => move(1)}>
            <ArrowDown className="size-3.5" aria-hidden />
          </Button>
          <Button small aria-label={`Change ${title}`} onClick={() => show({ what: "change", environment })}>
            Change
          </Button>
          <Button
            small
            tone="quiet"
            aria-label={`Remove ${title}`}
            onClick={() => show({ what: "remove", environment })}
          >
            Remove
          </Button>
        </div>
      ) : null}
    </li>
  );
}

interface DialogsProps {
  shown: Shown;
  actions: EnvironmentActions;
  close: (changed: boolean) => void;
}

function Dialogs({ shown, actions, close }: DialogsProps) {
  if (shown.what !== "remove")
    return (
      <EnvironmentDialog before={shown.what === "change" ? shown.environment : null} actions={actions} close={close} />
    );
  const { name, title } = shown.environment;
  return (
    <RemoveDialog
      title={`Remove ${title}`}
      verb="Remove the environment"
      remove={() => actions.removeEnvironment({ name })}
      close={close}
    >
      That can be done while nothing was ordered in it and no offering names it.
    </RemoveDialog>
  );
}

interface DialogProps extends Omit<DialogsProps, "shown"> {
  before: EnvironmentRow | null;
}

function EnvironmentDialog({ before, actions, close }: DialogProps) {
  const [draft, setDraft] = useState({
    name: before?.name ?? "",
    title: before?.title ?? "",
    tests: before?.tests ?? false,
  });
  const change = (part: Partial<typeof draft>) => setDraft((was) => ({ ...was, ...part }));
  const missing = missingIn({
    "/title": [draft.title, "Give it a title for people to read."],
    "/name": [draft.name, "Give it a name, such as staging."],
  });
  const given = { name: draft.name.trim(), title: draft.title, tests: draft.tests };
  const save = () =>
    before ? actions.changeEnvironment({ ...given, version: before.version }) : actions.addEnvironment(given);
  return (
    <FormDialog
      title={before ? `Change ${before.title}` : "Add an environment"}
      verb={before ? "Save" : "Add"}
      missing={missing}
      save={save}
      close={close}
    >
      {(errorAt) => (
        <>
          <NamedFields
            {...draft}
            help="Documents and orders say it. It stays as it is."
            named={before !== null}
            errorAt={errorAt}
            change={change}
          />
          <TestsField checked={draft.tests} change={(tests) => change({ tests })} />
        </>
      )}
    </FormDialog>
  );
}

function TestsField({ checked, change }: { checked: boolean; change: (tests: boolean) => void }) {
  return (
    <label className="flex items-start gap-2.5">
      <input
        type="checkbox"
        className="mt-0.5 size-4 accent-accent"
        checked={checked}
        onChange={({ target }) => change(target.checked)}
      />
      <span>
        Test orders may run here
        <span className="help block">Authors order drafts for real, to try them before they publish.</span>
      </span>
    </label>
  );
}
