"use client";
import { LogOut, MonitorSmartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { SessionView } from "#lib/views/session/shape.ts";
import { RemoveDialog } from "#components/organisation/remove-dialog.tsx";
import { SettingsSection } from "#components/settings/settings-page.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import type { SessionActions } from "./actions.ts";

interface SectionProps {
  sessions: readonly SessionView[];
  /** Whose they are, when they are not the reader's own. */
  of: { id: string; name: string } | null;
  actions: SessionActions;
}

/** Where somebody is signed in, and the way to end it. */
export function SessionSection({ sessions, of, actions }: SectionProps) {
  const [asking, setAsking] = useState(false);
  const router = useRouter();
  const everywhere =
    sessions.length > 0 ? (
      <Button small onClick={() => setAsking(true)}>
        <LogOut className="size-3.5" aria-hidden />
        Sign out everywhere
      </Button>
    ) : null;
  const close = (changed: boolean) => {
    setAsking(false);
    // Whoever signs themselves out is nobody's from here on.
    if (changed && of === null) window.location.assign("/signin");
    else if (changed) router.refresh();
  };
  return (
    <SettingsSection
      title="Signed in"
      about={of ? null : "End what you do not know or need no more."}
      action={everywhere}
    >
      {sessions.length === 0 ? <p className="text-muted">Nowhere just now.</p> : null}
      {sessions.length > 0 ? (
        <ul className="divide-y divide-line rounded-lg border border-line">
          {sessions.map((session) => (
            <Row key={session.id} session={session} end={actions.endSession} />
          ))}
        </ul>
      ) : null}
      {asking ? (
        <RemoveDialog
          title={of ? `Sign ${of.name} out everywhere` : "Sign out everywhere"}
          verb="Sign out everywhere"
          remove={() => actions.endSessions(of ? { person: of.id } : {})}
          close={close}
        >
          Every browser {of ? "they are" : "you are"} signed in with{of ? "" : ", this one too,"} has to sign in again.
          Tokens go on working.
        </RemoveDialog>
      ) : null}
    </SettingsSection>
  );
}

function Row({ session, end }: { session: SessionView; end: SessionActions["endSession"] }) {
  const router = useRouter();
  const { busy, problem, run } = useVerb<object>(() => router.refresh());
  const { id, browser, address, createdAt, seenAt, current } = session;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <MonitorSmartphone className="size-5 shrink-0 text-muted max-sm:hidden" aria-hidden />
      <div className="min-w-0 flex-[1_1_14rem]">
        <p className="flex flex-wrap items-center gap-2">
          {browser} {current ? <Badge tone="good">This browser</Badge> : null}
        </p>
        <p className="text-xs text-muted">
          {address ? <span className="font-mono">{address}</span> : "Address unknown"} · signed in{" "}
          <RelativeTime at={createdAt} /> · last used <RelativeTime at={seenAt} />
        </p>
      </div>
      {current ? null : (
        <Button
          small
          busy={busy}
          aria-label={`End the session of ${browser}, ${address ?? "address unknown"}`}
          onClick={() => void run(() => end({ session: id }))}
        >
          End
        </Button>
      )}
      <ProblemNotice problem={problem} className="basis-full" />
    </li>
  );
}
