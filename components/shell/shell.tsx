import type { ReactNode } from "react";
import type { ShellView } from "#lib/views/organisation/shape.ts";
import { NearLink } from "#components/ui/near-link.tsx";
import { Drawer } from "./drawer.tsx";
import { Logo } from "./logo.tsx";
import { PaletteButton, PaletteDoor } from "./palette-door.tsx";
import { SandboxBadge } from "./sandbox-label.tsx";
import { Sidebar } from "./sidebar.tsx";

/** The frame around every signed-in page: the sidebar, or a bar with a drawer where there is no room for it. */
export function Shell({
  shell,
  signOut,
  children,
}: {
  shell: ShellView;
  signOut: () => Promise<unknown>;
  children: ReactNode;
}) {
  return (
    <>
      <a href="#content" className="button button-primary fixed top-2 left-2 z-50 -translate-y-20 focus:translate-y-0">
        Skip to content
      </a>
      <div className="min-h-dvh lg:grid lg:grid-cols-[14rem_minmax(0,1fr)]">
        <header className="sticky top-0 z-30 flex h-13 items-center gap-2 border-b border-line bg-sunken px-3 lg:hidden">
          <Drawer>
            <Sidebar shell={shell} signOut={signOut} />
          </Drawer>
          <NearLink href="/" className="flex items-center gap-2 font-semibold">
            <Logo />
            PAO
          </NearLink>
          <span className="flex-1" />
          {shell.sandbox ? <SandboxBadge url={shell.sandbox.url} /> : null}
          <PaletteButton />
        </header>
        <aside aria-label="Sidebar" className="sticky top-0 h-dvh border-r border-line bg-sunken max-lg:hidden">
          <Sidebar shell={shell} signOut={signOut} />
        </aside>
        <main id="content" tabIndex={-1} className="min-w-0 outline-none">
          {children}
        </main>
      </div>
      <PaletteDoor settings={shell.settings} />
    </>
  );
}
