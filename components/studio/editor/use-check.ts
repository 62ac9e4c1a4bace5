"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Offering } from "#lib/core/offering/document.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Issue } from "#lib/core/problem.ts";
import { oneAtATime } from "#components/live/one-at-a-time.ts";
import { ask } from "./desk.ts";

export interface Checked {
  /** The text that was judged; null before the first was. */
  source: string | null;
  /** Of the newest text that had the form of an offering, so that half a word does not empty what is drawn from it. */
  offering: Offering | null;
  /** The text that was judged has no such form, so that the offering is an older one's. */
  stale: boolean;
  issues: readonly Issue[];
  /** Milliseconds the check took. */
  took: number;
  /** `failed`: nothing can be said, as the check did not run. */
  state: "checking" | "checked" | "failed";
}

const nothing: Omit<Checked, "state"> = { source: null, offering: null, stale: false, issues: [], took: 0 };

/**
 * What is wrong with a text, checked in the background as it changes. One text is on its way at a time, then the newest:
 * answers come in the order of the texts, and none is asked for that nobody waits for.
 */
export function useCheck(source: string, context: CheckContext): Checked {
  const [last, setLast] = useState(nothing);
  const [failed, setFailed] = useState(false);
  const newest = useRef({ source, context });
  const check = useMemo(
    () =>
      oneAtATime(async () => {
        const asked = newest.current;
        try {
          const { offering, ...judged } = await ask("check", { source: asked.source }, asked.context);
          const stale = offering === null;
          setLast((before) => ({ ...judged, source: asked.source, offering: offering ?? before.offering, stale }));
          setFailed(false);
        } catch {
          setFailed(true);
        }
      }),
    [],
  );
  useEffect(() => {
    newest.current = { source, context };
    check("text");
  }, [source, context, check]);
  return { ...last, state: failed ? "failed" : last.source === source ? "checked" : "checking" };
}
