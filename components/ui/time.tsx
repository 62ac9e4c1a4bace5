"use client";
import { useNow } from "./now.ts";
import { clock, precisely, relative, roughly } from "./time-text.ts";

const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const ofDay = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const ofDaySeconds = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dayAndTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** `6 min ago`, with the moment itself on hover. */
export function RelativeTime({ at }: { at: string }) {
  // Told a little early rather than late: what has just happened never reads as to come.
  const now = useNow(5) + 5_000;
  const moment = new Date(at);
  // The reader's zone and clock differ from the server's: the browser's words stand.
  return (
    <time dateTime={at} title={full.format(moment)} suppressHydrationWarning>
      {relative(moment.getTime(), now)}
    </time>
  );
}

/** `10 min`: how long it has been so. */
export function Elapsed({ since }: { since: string }) {
  const now = useNow(5) + 5_000;
  const moment = new Date(since);
  return (
    <time dateTime={since} title={full.format(moment)} suppressHydrationWarning>
      {roughly((now - moment.getTime()) / 1000)}
    </time>
  );
}

/** The time of day; with the day when it was not today. */
export function Clock({ at, seconds = false }: { at: string; seconds?: boolean }) {
  const now = useNow(60);
  const moment = new Date(at);
  const today = new Date(now).toDateString() === moment.toDateString();
  const format = seconds ? ofDaySeconds : today ? ofDay : dayAndTime;
  return (
    <time dateTime={at} title={full.format(moment)} suppressHydrationWarning>
      {format.format(moment)}
    </time>
  );
}

/** How long it took; a running clock while it has not ended. */
export function Duration({ from, to }: { from: string; to: string | null }) {
  const now = useNow(1);
  const start = new Date(from).getTime();
  const seconds = ((to === null ? now : new Date(to).getTime()) - start) / 1000;
  return (
    <span className="tabular-nums" suppressHydrationWarning>
      {to === null && seconds < 86_400 ? clock(seconds) : precisely(seconds)}
    </span>
  );
}
