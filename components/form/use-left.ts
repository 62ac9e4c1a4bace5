import { useCallback, useEffect, useState } from "react";
import type { RefObject } from "react";
import { questionAround } from "./focus.ts";

/** The questions that the cursor has left: their mistakes are shown from then on. */
export function useLeft(
  container: RefObject<HTMLElement | null>,
  onLeave: () => void,
): { left: ReadonlySet<string>; forget: () => void } {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const element = container.current;
    const leave = (event: FocusEvent) => {
      const path = questionAround(event.target);
      if (path === null || path === questionAround(event.relatedTarget)) return;
      setLeft((before) => (before.has(path) ? before : new Set([...before, path])));
      onLeave();
    };
    element?.addEventListener("focusout", leave);
    return () => element?.removeEventListener("focusout", leave);
  }, [container, onLeave]);
  return { left, forget: useCallback(() => setLeft(new Set()), []) };
}
