import { useCallback, useEffect, useRef } from "react";
import type { RefObject } from "react";
import type { Issue } from "#lib/core/problem.ts";
import { focusFirst } from "./focus.ts";

/** Moves the cursor to a mistake, or to the top of the page that was turned to, once it is there. */
export function useFocus(container: RefObject<HTMLElement | null>, index: number) {
  const heading = useRef<HTMLHeadingElement>(null);
  const wanted = useRef<readonly Issue[] | null>(null);
  const move = useCallback(() => {
    const issues = wanted.current;
    wanted.current = null;
    if (issues === null || !container.current) return;
    if (!focusFirst(container.current, issues)) heading.current?.focus();
  }, [container]);
  useEffect(move, [index, move]);
  const focusNext = useCallback(
    (issues: readonly Issue[], here: boolean) => {
      wanted.current = issues;
      if (here) move();
    },
    [move],
  );
  return { heading, focusNext };
}
