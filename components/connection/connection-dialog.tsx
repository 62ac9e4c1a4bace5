"use client";
import { type FormEvent, useState } from "react";
import type { ConnectionView } from "#lib/views/connection/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import type { ConnectionActions } from "./actions.ts";
import { type ConnectionDraft, draftOf, givenOf, missingIn, partsOf } from "./connection-draft.ts";
import { isKind, isWay, kinds, ways } from "./kinds.ts";
import { CredentialFields } from "./credential-fields.tsx";
import { LimitFields } from "./limit-fields.tsx";
import { TeamsField } from "./teams-field.tsx";
import { TextField } from "./text-field.tsx";
import { WebhookFields } from "./webhook-fields.tsx";

interface DialogProps {
  /** null: a new one. */
  connection: ConnectionView | null;
  /** The address of a connection's webhooks, up to its name. */
  webhooksAt: string;
  /** All there are. */
  teams: readonly { name: string; title: string }[];
  save: ConnectionActions["saveConnection"];
  close: (changed: boolean) => void;
}

export function ConnectionDialog({ connection, webhooksAt, teams, save, close }: DialogProps) {
  const [draft, setDraft] = useState(() => draftOf(connection));
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useVerb<{ name: string }>(() => close(true));
  const said = new Map(problem?.issues.map((issue) => [issue.path, issue.message]));
  const missing = tried ? missingIn(draft) : new Map<string, string>();
  const errorAt = (path: string) => missing.get(path) ?? said.get(path);
  const errorBelow = (path: string) => problem?.issues.find((issue) => issue.path.startsWith(path))?.message;
  const change = (part: Partial<ConnectionDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missingIn(draft).size === 0) void run(() => save(givenOf(draft, connection)));
  };
  return (
    <Dialog
      open
      onOpenChange={() => close(false)}
      title={connection ? `Change ${connection.name}` : "Add a connection"}
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        <ProblemNotice problem={problem} />
        {connection ? null : <NameAndKind draft={draft} change={change} errorAt={errorAt} />}
        <TextField
          id="baseUrl"
          label="Base URL"
          type="url"
          value={draft.baseUrl}
          error={errorAt("/baseUrl")}
          placeholder={kinds[draft.kind].baseUrl.placeholder}
          help={kinds[draft.kind].baseUrl.help}
          onChange={(baseUrl) => change({ baseUrl })}
        />
        {draft.kind === "http" ? <HttpFields draft={draft} change={change} errorAt={errorAt} /> : null}
        <CredentialFields
          parts={partsOf(draft)}
          set={connection?.credential ?? []}
          typed={draft.credential}
          errorAt={errorAt}
          change={(credential) => change({ credential })}
        />
        <TeamsField
          chosen={draft.teams}
          teams={teams}
          error={errorAt("/teams") ?? errorBelow("/teams/")}
          onChange={(chosen) => change({ teams: chosen })}
        />
        <OptionalFields
          draft={draft}
          change={change}
          errorAt={errorAt}
          webhooksAt={webhooksAt}
          secretIsSet={connection?.credential.includes("webhookSecret") ?? false}
        />
        <Buttons isNew={connection === null} busy={busy} cancel={() => close(false)} />
      </form>
    </Dialog>
  );
}

interface PartProps {
  draft: ConnectionDraft;
  change: (part: Partial<ConnectionDraft>) => void;
  errorAt: (path: string) => string | undefined;
}

function Buttons({ isNew, busy, cancel }: { isNew: boolean; busy: boolean; cancel: () => void }) {
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={cancel}>Cancel</Button>
      <Button type="submit" tone="primary" busy={busy}>
        {isNew ? "Add" : "Save"}
      </Button>
    </div>
  );
}

/** What a connection works without. */
function OptionalFields({
  draft,
  change,
  errorAt,
  webhooksAt,
  secretIsSet,
}: PartProps & { webhooksAt: string; secretIsSet: boolean }) {
  return (
    <>
      <LimitFields maxConcurrent={draft.maxConcurrent} perMinute={draft.perMinute} errorAt={errorAt} change={change} />
      <WebhookFields
        kind={draft.kind}
        url={webhooksAt + (draft.name.trim() || "…")}
        isSet={secretIsSet}
        secret={draft.credential["webhookSecret"] ?? ""}
        error={errorAt("/credential/webhookSecret")}
        onChange={(webhookSecret) => change({ credential: { ...draft.credential, webhookSecret } })}
      />
    </>
  );
}

function HttpFields({ draft, change, errorAt }: PartProps) {
  return (
    <>
      <WayField draft={draft} change={change} />
      {draft.way === "token" ? <HeaderFields draft={draft} change={change} errorAt={errorAt} /> : null}
    </>
  );
}

function WayField({ draft, change }: Pick<PartProps, "draft" | "change">) {
  return (
    <Field id="way" label="Signs in with">
      <select
        id="way"
        className="field"
        value={draft.way}
        onChange={({ target: { value } }) => (isWay(value) ? change({ way: value }) : undefined)}
      >
        {Object.entries(ways).map(([way, title]) => (
          <option key={way} value={way}>
            {title}
          </option>
        ))}
      </select>
    </Field>
  );
}

function HeaderFields({ draft, change, errorAt }: PartProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        id="header"
        label="Header"
        help="It carries the token."
        value={draft.header}
        error={errorAt("/settings/header")}
        onChange={(header) => change({ header })}
      />
      <TextField
        id="scheme"
        label="Scheme"
        help="Stands in front of the token, if anything."
        value={draft.scheme}
        error={errorAt("/settings/scheme")}
        onChange={(scheme) => change({ scheme })}
      />
    </div>
  );
}

function NameAndKind({ draft, change, errorAt }: PartProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        id="name"
        label="Name"
        help="Offerings use it by this name."
        value={draft.name}
        error={errorAt("/name")}
        onChange={(name) => change({ name })}
      />
      <Field id="kind" label="Kind" help="What it talks to.">
        <select
          id="kind"
          className="field"
          aria-describedby="kind-help"
          value={draft.kind}
          onChange={({ target: { value } }) => (isKind(value) ? change({ kind: value }) : undefined)}
        >
          {Object.entries(kinds).map(([kind, { title }]) => (
            <option key={kind} value={kind}>
              {title}
            </option>
          ))}
        </select>
      </Field>
    </div>
  );
}
