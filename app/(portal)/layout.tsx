import type { ReactNode } from "react";
import { Providers } from "#components/live/providers.tsx";
import { Shell } from "#components/shell/shell.tsx";
import { shell } from "#lib/views/organisation/shell.ts";
import { signOut } from "../account-actions.ts";
import { currentActor } from "../session.ts";

/** Everything a signed-in reader sees. Without one, the page itself sends them to sign in and back. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  if (!actor) return children;
  const view = await shell(actor);
  return (
    <Providers reader={view.me.id}>
      <Shell shell={view} signOut={signOut}>
        {children}
      </Shell>
    </Providers>
  );
}
