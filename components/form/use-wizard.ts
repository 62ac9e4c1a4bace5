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

/** Which page is shown. Where it stands in the address, Back, Forward and a reload keep it. */
export function useWizard(pages: readonly WizardPage[], inAddress: boolean): Wizard {
  const [turned, setAt] = useState(0);
  const at = Math.max(0, Math.min(turned, pages.length - 1));
  const [tried, setTried] = useState<ReadonlySet<number>>(new Set());
  const tryPages = useCallback(
    (indexes: readonly number[]) => setTried((before) => new Set([...before, ...indexes])),
    [],
  );

  useEffect(() => {
    if (!inAddress) return undefined;
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
  }, [pages, inAddress]);

  const go = useCallback(
    (index: number) => {
      const page = pages[index];
      if (!page) return;
      setTried((before) => new Set([...before, at]));
      setAt(index);
      if (inAddress) window.history.pushState(null, "", `#${page.slug}`);
    },
    [pages, at, inAddress],
  );
  const restart = useCallback(() => {
    setTried(new Set());
    setAt(0);
    if (inAddress) window.history.replaceState(null, "", window.location.pathname + window.location.search);
  }, [inAddress]);
  return { at, tried, go, tryPages, restart };
}
