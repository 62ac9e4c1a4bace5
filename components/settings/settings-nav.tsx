"use client";
import {
  Activity,
  Cpu,
  FolderGit2,
  KeyRound,
  Layers,
  type LucideIcon,
  Plug,
  ScrollText,
  Settings,
  User,
  Users,
  UsersRound,
  Variable,
} from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import type { SettingsPlace } from "#lib/views/organisation/shape.ts";
import { NavLink } from "#components/shell/nav-link.tsx";

const icons: Readonly<Record<string, LucideIcon>> = {
  account: User,
  sessions: Activity,
  tokens: KeyRound,
  teams: UsersRound,
  people: Users,
  projects: FolderGit2,
  environments: Layers,
  vars: Variable,
  connections: Plug,
  engines: Cpu,
  audit: ScrollText,
};

/** The pages of the settings: beside them where there is room, else a row above that can be pushed sideways. */
export function SettingsNav({ places }: { places: readonly SettingsPlace[] }) {
  const groups = [...new Set(places.map(({ group }) => group))];
  const nav = useRef<HTMLElement>(null);
  const path = usePathname();
  useEffect(() => {
    const row = nav.current;
    const here = row?.querySelector<HTMLElement>("[aria-current]");
    // Only the row moves: the page itself stays where it is.
    if (row && here) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }, [path]);
  return (
    <nav
      ref={nav}
      aria-label="Settings"
      className="flex gap-x-1 overflow-x-auto border-b border-line px-2 py-2 md:sticky md:top-0 md:h-dvh md:flex-col md:gap-y-4 md:border-r md:border-b-0 md:px-3 md:py-6"
    >
      {groups.map((group) => (
        <div key={group} className="max-md:contents">
          <h2 className="mb-1 px-2 text-2xs font-medium text-muted max-md:sr-only">{group}</h2>
          <ul className="space-y-0.5 max-md:contents">
            {places
              .filter((place) => place.group === group)
              .map(({ href, title }) => (
                <li key={href} className="shrink-0">
                  <NavLink href={href} icon={<PlaceIcon href={href} />}>
                    {title}
                  </NavLink>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function PlaceIcon({ href }: { href: string }) {
  const Sign = icons[href.split("/").at(-1) ?? ""] ?? Settings;
  return <Sign className="size-4 shrink-0" aria-hidden />;
}
