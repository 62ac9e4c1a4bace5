"use client";
import { LogIn } from "lucide-react";
import { useState } from "react";
import { isJsonObject } from "#lib/core/json.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** Sends the browser to the provider. The token against forged forms is fetched when it is needed. */
export function ProviderButton({ provider, title, to }: { provider: string; title: string; to: string }) {
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);
  const leave = async () => {
    const csrfToken = await told("csrfToken", await fetch("/api/auth/csrf"));
    // A form would be sent on to the provider, and to wherever that sends it on: the page's policy sends forms to PAO only.
    const body = new URLSearchParams({ csrfToken, callbackUrl: to, json: "true" });
    window.location.assign(await told("url", await fetch(`/api/auth/signin/${provider}`, { method: "POST", body })));
  };
  const start = () => {
    setBusy(true);
    setLost(false);
    leave().catch(() => {
      setBusy(false);
      setLost(true);
    });
  };
  return (
    <>
      {lost ? <Notice tone="bad" title="PAO did not answer. Try again in a moment." className="mb-3" /> : null}
      <Button tone="primary" busy={busy} onClick={start} className="w-full">
        <LogIn className="size-4" aria-hidden />
        Sign in with {title}
      </Button>
    </>
  );
}

/** A text of an answer. Throws when it is not there. */
async function told(name: "csrfToken" | "url", answer: Response): Promise<string> {
  const body: unknown = await answer.json();
  const text = isJsonObject(body) ? body[name] : undefined;
  if (typeof text === "string") return text;
  throw new Error(`The answer has no ${name}.`);
}
