"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { childNames } from "#lib/core/offering/bundle/child.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { StudioActions } from "../actions.ts";
import { askedChildren } from "./asked-children.ts";

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
  const names = (offering: Offering | null) =>
    setChildren((asked) => askedChildren(asked, offering ? childNames(offering) : [], data?.offerings));
  return { context: data ?? nothing, known: data !== undefined, names };
}
