"use client";
import { KeyRound, Pencil, Plug, Plus, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ConnectionView } from "#lib/views/connection/shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { TestButton, TestResult, useConnectionProbe } from "#components/probe/connection-probe.tsx";
import type { ConnectionActions } from "./actions.ts";
import { GateLine } from "./gate-line.tsx";
import { kindTitle } from "./kinds.ts";
import { UseLine } from "./use-line.tsx";
import { WebhookLine } from "./webhook-line.tsx";

const ConnectionDialog = dynamic(() => import("./connection-dialog.tsx").then((module) => module.ConnectionDialog), {
  ssr: false,
});
const CredentialDialog = dynamic(() => import("./credential-dialog.tsx").then((module) => module.CredentialDialog), {
  ssr: false,
});
const RemoveDialog = dynamic(() => import("./remove-dialog.tsx").then((module) => module.RemoveDialog), { ssr: false });

type Shown = { what: "add" } | { what: "change" | "replace" | "remove"; connection: ConnectionView };

export function ConnectionList({
  connections,
  webhooksAt,
  teams,
  actions,
}: {
  connections: readonly ConnectionView[];
  /** The address of a connection's webhooks, up to its name. */
  webhooksAt: string;
  /** All there are. */
  teams: readonly { name: string; title: string }[];
  actions: ConnectionActions;
}) {
  const [shown, setShown] = useState<Shown | null>(null);
  const router = useRouter();
  const close = (changed: boolean) => {
    setShown(null);
    if (changed) router.refresh();
  };
  const add = (
    <Button tone="primary" onClick={() => setShown({ what: "add" })}>
      <Plus className="size-4" aria-hidden />
      Add a connection
    </Button>
  );
  return (
    <>
      <div className="mb-5 flex flex-wrap items-start justify-between gap-4">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">Connections</h1>
          <p className="mt-1 max-w-xl text-muted">
            Where steps reach the outside. Credentials are stored encrypted and never shown again.
          </p>
        </div>
        {connections.length > 0 ? add : null}
      </div>
      {connections.length === 0 ? (
        <EmptyState title="No connection yet" icon={<Plug className="size-5" aria-hidden />} action={add}>
          Connect a Jira site, GitHub or an HTTP endpoint, and offerings can use it by its name.
        </EmptyState>
      ) : null}
      <ul className="space-y-2">
        {connections.map((connection) => (
          <li key={connection.name} className="card flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
            <Row connection={connection} show={setShown} probe={actions.probeConnection} />
          </li>
        ))}
      </ul>
      <Dialogs shown={shown} webhooksAt={webhooksAt} teams={teams} actions={actions} close={close} />
    </>
  );
}

interface DialogsProps {
  shown: Shown | null;
  webhooksAt: string;
  teams: readonly { name: string; title: string }[];
  actions: ConnectionActions;
  close: (changed: boolean) => void;
}

function Dialogs({ shown, webhooksAt, teams, actions, close }: DialogsProps) {
  if (shown === null) return null;
  if (shown.what === "remove")
    return <RemoveDialog connection={shown.connection} remove={actions.removeConnection} close={close} />;
  if (shown.what === "replace")
    return <CredentialDialog connection={shown.connection} replace={actions.replaceCredential} close={close} />;
  return (
    <ConnectionDialog
      connection={shown.what === "change" ? shown.connection : null}
      webhooksAt={webhooksAt}
      teams={teams}
      save={actions.saveConnection}
      close={close}
    />
  );
}

function Row({
  connection,
  show,
  probe,
}: {
  connection: ConnectionView;
  show: (shown: Shown) => void;
  probe: ConnectionActions["probeConnection"];
}) {
  const { name, kind, credential, credentialAt, updatedAt } = connection;
  const probing = useConnectionProbe(name, probe);
  // The line about webhooks tells of theirs.
  const parts = credential.filter((part) => part !== "webhookSecret");
  return (
    <>
      <div className="min-w-0 flex-[1_1_16rem]">
        <h2 className="flex items-center gap-2 text-base font-medium">
          {name} <Badge>{kindTitle(kind)}</Badge>
        </h2>
        <Address connection={connection} />
        <p className="text-xs text-muted">
          {parts.length > 0 ? `Set: ${parts.join(", ")}` : "No credential"}
          {credentialAt === null ? null : (
            <>
              , given <RelativeTime at={credentialAt} />
            </>
          )}{" "}
          · changed <RelativeTime at={updatedAt} />
        </p>
        <GateLine connection={connection} />
        <WebhookLine connection={connection} />
        <UseLine connection={connection} />
      </div>
      <div className="flex flex-wrap gap-2">
        <TestButton name={name} probing={probing} />
        <Button small aria-label={`Change ${name}`} onClick={() => show({ what: "change", connection })}>
          <Pencil className="size-3.5" aria-hidden />
          Change
        </Button>
        {parts.length === 0 ? null : (
          <Button
            small
            aria-label={`Replace the credential of ${name}`}
            onClick={() => show({ what: "replace", connection })}
          >
            <KeyRound className="size-3.5" aria-hidden />
            <span>
              Replace<span className="max-sm:hidden"> credential</span>
            </span>
          </Button>
        )}
        <Button small tone="quiet" aria-label={`Remove ${name}`} onClick={() => show({ what: "remove", connection })}>
          <Trash2 className="size-3.5" aria-hidden />
          <span className="max-sm:hidden">Remove</span>
        </Button>
      </div>
      <TestResult probing={probing} />
    </>
  );
}

function Address({ connection: { baseUrl, refused } }: { connection: ConnectionView }) {
  return (
    <>
      <p className="font-mono text-xs break-all text-muted">{baseUrl}</p>
      {refused === null ? null : (
        <p className="text-xs text-warn">
          PAO will not call this address: {refused}. Whoever runs PAO can list it in PAO_OUTBOUND_ALLOW.
        </p>
      )}
    </>
  );
}
