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
    const leave = (path: string) => {
      setLeft((before) => (before.has(path) ? before : new Set([...before, path])));
      onLeave();
    };
    return watchLeaving(container.current, leave);
  }, [container, onLeave]);
  return { left, forget: useCallback(() => setLeft(new Set()), []) };
}

/**
 * While a button is being pressed nothing is told: a message that appears moves the button away from under the pointer,
 * and its click is lost.
 */
function watchLeaving(element: HTMLElement | null, leave: (path: string) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let pressed = false;
  let kept: string[] = [];
  const release = () => {
    pressed = false;
    const paths = kept;
    kept = [];
    for (const path of paths) leave(path);
  };
  const onFocusOut = (event: FocusEvent) => {
    const path = questionAround(event.target);
    if (path === null || path === questionAround(event.relatedTarget)) return;
    if (pressed) kept.push(path);
    else leave(path);
  };
  const later = () => setTimeout(() => signal.aborted || release());
  element?.addEventListener("focusout", onFocusOut, { signal });
  element?.addEventListener("pointerdown", () => (pressed = true), { signal, capture: true });
  for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, later, { signal, capture: true });
  return () => stop.abort();
}
