import { useCallback, useEffect, useState } from "react";
import type { WizardPage } from "./pages.ts";

export interface Wizard {
  at: number;
  /** Pages that were left or tried: their mistakes are shown. */
  tried: ReadonlySet<number>;
  go: (index: number) => void;
  tryPages: (indexes: readonly number[]) => void;
  restart: () => void;
}

/** Which page is shown. It stands in the address, so Back, Forward and a reload keep it. */
export function useWizard(pages: readonly WizardPage[]): Wizard {
  const [at, setAt] = useState(0);
  const [tried, setTried] = useState<ReadonlySet<number>>(new Set());
  const tryPages = useCallback(
    (indexes: readonly number[]) => setTried((before) => new Set([...before, ...indexes])),
    [],
  );

  useEffect(() => {
    const follow = () =>
      setAt(
        Math.max(
          0,
          pages.findIndex((page) => window.location.hash === `#${encodeURIComponent(page.slug)}`),
        ),
      );
    follow();
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, [pages]);

  const go = useCallback(
    (index: number) => {
      const page = pages[index];
      if (!page) return;
      setTried((before) => new Set([...before, at]));
      setAt(index);
      window.history.pushState(null, "", `#${page.slug}`);
    },
    [pages, at],
  );
  const restart = useCallback(() => {
    setTried(new Set());
    setAt(0);
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
  }, []);
  return { at, tried, go, tryPages, restart };
}
