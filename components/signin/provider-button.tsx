"use client";
import { LogIn } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** The member of an answer that is a text. */
async function textIn(answer: Response, name: string): Promise<string> {
  const body: unknown = answer.ok ? await answer.json() : null;
  const value: unknown = typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
  if (typeof value === "string") return value;
  throw new Error(`The answer has no ${name}.`);
}

/** Where the provider wants the browser, with a token against forged requests. A form could not be sent: its answer leads off this site, which the pages' policy forbids to forms. */
async function wayOut(provider: string, callbackUrl: string): Promise<string> {
  const csrfToken = await textIn(await fetch("/api/auth/csrf"), "csrfToken");
  const body = new URLSearchParams({ csrfToken, callbackUrl, json: "true" });
  return textIn(await fetch(`/api/auth/signin/${provider}`, { method: "POST", body }), "url");
}

export function ProviderButton({ provider, title, to }: { provider: string; title: string; to: string }) {
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);
  const start = () => {
    setBusy(true);
    setLost(false);
    wayOut(provider, to).then(
      (url) => window.location.assign(url),
      () => {
        setBusy(false);
        setLost(true);
      },
    );
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
