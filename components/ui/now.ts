"use client";
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for the page, however many times are shown. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Now, in steps of `everySeconds`, so that a text changes no more often than it must. */
export function useNow(everySeconds: number): number {
  const step = everySeconds * 1000;
  const read = () => Math.floor(Date.now() / step) * step;
  return useSyncExternalStore(subscribe, read, read);
}
