import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { NearLink } from "./near-link.tsx";

interface BreadcrumbProps {
  /** The way here, from the outside in. */
  way: readonly { href: string; title: string }[];
  title: string;
  /** Stands behind the title. */
  children?: ReactNode;
}

export function Breadcrumb({ way, title, children }: BreadcrumbProps) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0 flex-1 max-sm:basis-full">
      <ol className="flex min-w-0 items-center gap-2">
        {way.map(({ href, title: name }) => (
          <li key={href} className="flex min-w-0 shrink-[9] items-center gap-2 not-nth-last-2:max-sm:hidden">
            <NearLink href={href} className="truncate py-0.5 text-muted hover:text-ink">
              {name}
            </NearLink>
            <ChevronRight className="size-3.5 shrink-0 text-muted" aria-hidden />
          </li>
        ))}
        <li className="flex min-w-0 items-center gap-2">
          <h1 className="truncate text-base font-semibold" aria-current="page">
            {title}
          </h1>
          {children}
        </li>
      </ol>
    </nav>
  );
}
