"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { LiveHint } from "#lib/views/request/shape.ts";
import { hasBelow } from "#components/request/below.ts";
import { followHints } from "./hints.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { paced } from "./pace.ts";
import { whileSignedIn } from "./signed-in.ts";

/** Turns hints into questions: the request itself at once, lists and the counts at the edge a little later. */
export function LiveStream({ reader }: { reader: string }) {
  const queries = useQueryClient();
  const router = useRouter();
  useEffect(() => {
    const lists = paced(() => {
      void queries.invalidateQueries({ queryKey: ["requests"] });
      void queries.invalidateQueries({ queryKey: ["resources"] });
      void whileSignedIn(() => router.refresh());
    }, document);
    // What happens to a request is seen on the page of the one that ordered it too.
    const askRequest = oneAtATime((number) =>
      queries.invalidateQueries({
        queryKey: ["request"],
        predicate: ({ queryKey, state }) => queryKey[1] === number || hasBelow(state.data, number),
      }),
    );
    const askLog = oneAtATime((number) => queries.invalidateQueries({ queryKey: ["log", number] }));
    const onHint = (hint: LiveHint | null) => {
      if (hint === null) {
        void queries.invalidateQueries({ queryKey: ["request"] });
        void queries.invalidateQueries({ queryKey: ["log"] });
      } else {
        if (hint.log === undefined) askRequest(hint.number);
        else askLog(hint.number);
        if (hint.log !== undefined) return;
      }
      lists.hint();
    };
    const stop = followHints(reader, onHint);
    return () => {
      stop();
      lists.stop();
    };
  }, [reader, queries, router]);
  return null;
}
