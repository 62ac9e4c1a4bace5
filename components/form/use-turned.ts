import { useCallback, useMemo } from "react";
import type { WizardPage } from "./pages.ts";
import type { Wizard } from "./use-wizard.ts";

/** The pages that were turned, and how to have them so again. */
export interface Turned {
  slugs: readonly string[];
  restore: (slugs: readonly string[]) => void;
}

/** The pages that were turned, by name, so that a draft can keep them. */
export function useTurned(pages: readonly WizardPage[], { tried, tryPages }: Wizard): Turned {
  const slugs = useMemo(() => pages.filter((_, at) => tried.has(at)).map(({ slug }) => slug), [pages, tried]);
  const restore = useCallback(
    (before: readonly string[]) => tryPages(pages.flatMap(({ slug }, at) => (before.includes(slug) ? [at] : []))),
    [pages, tryPages],
  );
  return useMemo(() => ({ slugs, restore }), [slugs, restore]);
}
