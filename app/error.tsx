"use client";
import { Button } from "#components/ui/button.tsx";
import { MessagePage } from "#components/ui/problem-page.tsx";

/** When even the shell cannot be drawn, which needs the database. */
export default function RootError({ reset }: { reset: () => void }) {
  return (
    <main>
      <MessagePage
        title="PAO cannot be shown right now"
        action={
          <Button tone="primary" onClick={reset}>
            Try again
          </Button>
        }
      >
        <p>Its database may be restarting. Running requests go on or wait; none is lost.</p>
      </MessagePage>
    </main>
  );
}
