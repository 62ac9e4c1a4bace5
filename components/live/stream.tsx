"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { LiveHint } from "#lib/views/request/shape.ts";
import { followHints } from "./hints.ts";

/** How long hints are gathered before lists and counts are asked for again: many requests may move at once. */
const listPause = 1500;

/** Turns hints into questions: the request itself at once, lists and the counts at the edge a little later. */
export function LiveStream({ reader }: { reader: string }) {
  const queries = useQueryClient();
  const router = useRouter();
  const later = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const refreshLists = () => {
      later.current = undefined;
      void queries.invalidateQueries({ queryKey: ["requests"] });
      void queries.invalidateQueries({ queryKey: ["resources"] });
      router.refresh();
    };
    const onHint = (hint: LiveHint | null) => {
      if (hint === null) {
        void queries.invalidateQueries({ queryKey: ["request"] });
        void queries.invalidateQueries({ queryKey: ["log"] });
      } else {
        if (hint.log === undefined) void queries.invalidateQueries({ queryKey: ["request", hint.number] });
        else void queries.invalidateQueries({ queryKey: ["log", hint.number] });
        if (hint.log !== undefined) return;
      }
      later.current ??= setTimeout(refreshLists, listPause);
    };
    const stop = followHints(reader, onHint);
    return () => {
      stop();
      clearTimeout(later.current);
      later.current = undefined;
    };
  }, [reader, queries, router]);
  return null;
}
