"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { NearLink } from "#components/ui/near-link.tsx";

/** `under` names the other paths that belong to this place. */
export function NavLink({
  href,
  under = [],
  icon,
  count = 0,
  countLabel,
  children,
}: {
  href: string;
  under?: readonly string[];
  icon: ReactNode;
  count?: number;
  countLabel?: string;
  children: ReactNode;
}) {
  const path = usePathname();
  const here =
    path === href || [...(href === "/" ? [] : [href]), ...under].some((place) => path.startsWith(`${place}/`));
  return (
    <NearLink
      href={href}
      aria-current={path === href ? "page" : here ? "true" : undefined}
      className="flex h-8 items-center gap-2.5 rounded-md px-2 text-muted hover:bg-fill hover:text-ink aria-[current]:bg-fill aria-[current]:font-medium aria-[current]:text-ink"
    >
      {icon}
      <span className="flex-1">{children}</span>
      {count > 0 ? (
        <span className="text-xs tabular-nums text-muted">
          {count}
          <span className="sr-only"> {countLabel}</span>
        </span>
      ) : null}
    </NearLink>
  );
}
