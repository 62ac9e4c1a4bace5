"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { childNames } from "#lib/core/offering/bundle/child.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { StudioActions } from "../actions.ts";

const nothing: CheckContext = {};

/** What names in a document are held against: the organisation, and the offerings that it names. */
export function useCheckContext(readContext: StudioActions["readContext"]) {
  const [children, setChildren] = useState<readonly string[]>([]);
  const { data } = useQuery({
    queryKey: ["check context", children],
    queryFn: async () => {
      const answer = await readContext({ children: [...children] });
      if (!answer.ok) throw new Error(answer.problem.message);
      return answer.value;
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  /** Names are kept that are there no more: nothing is asked again when they come back. */
  const names = (offering: Offering | null) => {
    const named = offering ? childNames(offering) : [];
    if (named.some((name) => !children.includes(name))) setChildren([...new Set([...children, ...named])].sort());
  };
  return { context: data ?? nothing, known: data !== undefined, names };
}
