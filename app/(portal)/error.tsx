"use client";
import { Button } from "#components/ui/button.tsx";
import { MessagePage } from "#components/ui/problem-page.tsx";

export default function PortalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <MessagePage
      title="This page could not be shown"
      action={
        <Button tone="primary" onClick={reset}>
          Try again
        </Button>
      }
    >
      <p>Nothing was changed by this. If trying again does not help, PAO or its database may be restarting.</p>
      {error.digest ? (
        <p>
          For the people who run PAO: <code className="font-mono text-ink">{error.digest}</code>
        </p>
      ) : null}
    </MessagePage>
  );
}
