"use client";
import { useEffect, useRef } from "react";
import { Clock } from "#components/ui/time.tsx";
import { nothingYet } from "./log-so-far.ts";
import { useLog } from "./request-query.ts";

interface LogProps {
  number: string;
  step: string;
  moving: boolean;
  /** It seldom says anything, so that nobody is told that it is read. */
  quiet: boolean;
}

/** What the step wrote down while it ran. Stays at the newest line while the reader is there. */
export function LogLines({ number, step, moving, quiet }: LogProps) {
  const log = useLog(number, step, moving);
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const { lines, left } = log.data ?? nothingYet;
  const newest = lines.at(-1)?.id;
  useEffect(() => {
    if (atEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [newest]);
  if (log.error) return <p className="text-xs text-muted">The log cannot be read now: {log.error.message}</p>;
  if (lines.length === 0)
    return log.isPending && !quiet ? <p className="text-xs text-muted">Reading the log…</p> : null;
  return (
    <div
      ref={box}
      role="log"
      aria-label="Log"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard
      tabIndex={0}
      className="max-h-72 overflow-y-auto rounded-md font-mono text-xs leading-5.5"
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        atEnd.current = scrollTop + clientHeight > scrollHeight - 24;
      }}
    >
      {left > 0 ? (
        <p className="text-muted">{left.toLocaleString("en")} earlier lines are not shown here; REST has them all.</p>
      ) : null}
      {lines.map((line) => (
        <p key={line.id} className="flex gap-3">
          <span className="shrink-0 text-muted">
            <Clock at={line.at} seconds />
          </span>
          <span className="min-w-0 break-words whitespace-pre-wrap">{line.text}</span>
        </p>
      ))}
    </div>
  );
}
