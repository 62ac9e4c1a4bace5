import type { ReactNode } from "react";
import { SettingsNav } from "#components/settings/settings-nav.tsx";
import { settingsOf } from "#lib/views/organisation/settings.ts";
import { currentActor } from "../../session.ts";

/** The settings stand beside a list of their pages. Who is not signed in is sent away by the page itself. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  if (!actor) return children;
  return (
    <div className="md:grid md:grid-cols-[12rem_minmax(0,1fr)]">
      <SettingsNav places={settingsOf(actor)} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
