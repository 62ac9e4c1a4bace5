import { Boxes, FilePen, Inbox, LayoutGrid, ListChecks, Settings } from "lucide-react";
import type { ReactNode } from "react";
import type { ShellView } from "#lib/views/organisation/shape.ts";
import { NearLink } from "#components/ui/near-link.tsx";
import { Logo } from "./logo.tsx";
import { NavLink } from "./nav-link.tsx";
import { PaletteHint } from "./palette-door.tsx";
import { SandboxCard } from "./sandbox-label.tsx";
import { UserButton } from "./user-button.tsx";

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mb-4">
      <h2 className="mb-1 px-2 text-2xs font-medium text-muted">{title}</h2>
      <ul className="space-y-0.5">{children}</ul>
    </div>
  );
}

const sign = "size-4 shrink-0";

function Ordering({ open }: { open: number }) {
  return (
    <Group title="Order">
      <li>
        <NavLink href="/" under={["/catalog"]} icon={<LayoutGrid className={sign} aria-hidden />}>
          Catalog
        </NavLink>
      </li>
      <li>
        <NavLink href="/requests" icon={<ListChecks className={sign} aria-hidden />} count={open} countLabel="open">
          Requests
        </NavLink>
      </li>
      <li>
        <NavLink href="/resources" under={["/projects"]} icon={<Boxes className={sign} aria-hidden />}>
          Resources
        </NavLink>
      </li>
    </Group>
  );
}

/** The places of PAO; what the reader may not open is not there. */
export function Sidebar({ shell, signOut }: { shell: ShellView; signOut: () => Promise<unknown> }) {
  return (
    <div className="flex h-full flex-col px-3 py-4">
      <div className="mb-6 flex items-center justify-between px-2">
        <NearLink href="/" className="flex items-center gap-2 font-semibold">
          <Logo />
          PAO
        </NearLink>
        <PaletteHint />
      </div>
      <nav aria-label="Main" className="flex-1 overflow-y-auto">
        <Ordering open={shell.openRequests} />
        <Group title="Act">
          <li>
            <NavLink
              href="/inbox"
              icon={<Inbox className={sign} aria-hidden />}
              count={shell.inbox}
              countLabel="waiting"
            >
              Inbox
            </NavLink>
          </li>
        </Group>
        <Group title="Platform">
          <li>
            <NavLink
              href="/studio"
              icon={<FilePen className={sign} aria-hidden />}
              count={shell.proposals}
              countLabel="proposed"
            >
              Studio
            </NavLink>
          </li>
          {shell.settings.length > 0 ? (
            <li>
              <NavLink href="/settings" icon={<Settings className={sign} aria-hidden />}>
                Settings
              </NavLink>
            </li>
          ) : null}
        </Group>
      </nav>
      {shell.sandbox ? <SandboxCard url={shell.sandbox.url} /> : null}
      <div className="border-t border-line pt-2">
        <UserButton me={shell.me} signOut={signOut} />
      </div>
    </div>
  );
}
