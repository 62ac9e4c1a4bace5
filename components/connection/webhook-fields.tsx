"use client";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { type Kind, kinds, type Webhooks } from "./kinds.ts";
import { TextField } from "./text-field.tsx";

interface WebhookProps {
  kind: Kind;
  /** Where the outside is to send. */
  url: string;
  /** A secret is stored already. */
  isSet: boolean;
  secret: string;
  error: string | undefined;
  onChange: (secret: string) => void;
}

/** What an admin enters over there and here, so that PAO is told of changes. */
export function WebhookFields({ kind, url, isSet, secret, error, onChange }: WebhookProps) {
  const [made, setMade] = useState("");
  const webhooks: Webhooks | null = kinds[kind].webhooks;
  if (webhooks === null) return null;
  const make = () => {
    const fresh = freshSecret();
    setMade(fresh);
    onChange(fresh);
  };
  const shown = made !== "" && made === secret;
  return (
    <fieldset className="min-w-0 space-y-3 border-t border-line pt-4">
      <legend className="sr-only">Webhooks</legend>
      <div>
        <p className="label" aria-hidden>
          Webhooks <span className="font-normal text-muted">optional</span>
        </p>
        <p className="help mt-0.5">
          Steps go on as soon as something changes; without them PAO asks from time to time. In {webhooks.where}, enter
          this address and the same secret. Events: {webhooks.events}.
        </p>
      </div>
      <p className="flex items-center gap-2">
        <code className="min-w-0 flex-1 rounded-md bg-sunken px-2 py-1.5 text-xs break-all">{url}</code>
        <CopyButton text={url} what="address of the webhooks" />
      </p>
      <TextField
        id="webhookSecret"
        label="Webhook secret"
        type={shown ? "text" : "password"}
        help={isSet ? "Set. Leave empty to keep it." : "At least 16 characters."}
        value={secret}
        error={error}
        onChange={onChange}
      />
      <p className="flex flex-wrap items-center gap-2">
        <Button small onClick={make}>
          <KeyRound className="size-3.5" aria-hidden />
          Make a secret
        </Button>
        {shown ? <CopyButton text={secret} what="secret" label="Copy it, it is not shown again" /> : null}
      </p>
    </fieldset>
  );
}

function freshSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
