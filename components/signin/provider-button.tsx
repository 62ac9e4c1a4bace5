"use client";
import { LogIn } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** Sends the browser to the provider. The token against forged forms is fetched when it is needed. */
export function ProviderButton({ provider, title, to }: { provider: string; title: string; to: string }) {
  const form = useRef<HTMLFormElement>(null);
  const token = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);
  const leave = async () => {
    const answer: unknown = await (await fetch("/api/auth/csrf")).json();
    if (typeof answer !== "object" || answer === null || !("csrfToken" in answer) || !token.current)
      throw new Error("No token.");
    token.current.value = String(answer.csrfToken);
    form.current?.submit();
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
    <form ref={form} method="post" action={`/api/auth/signin/${provider}`}>
      <input ref={token} type="hidden" name="csrfToken" />
      <input type="hidden" name="callbackUrl" value={to} />
      {lost ? <Notice tone="bad" title="PAO did not answer. Try again in a moment." className="mb-3" /> : null}
      <Button tone="primary" busy={busy} onClick={start} className="w-full">
        <LogIn className="size-4" aria-hidden />
        Sign in with {title}
      </Button>
    </form>
  );
}
