import { mostTries } from "#lib/core/lifecycle/tries.ts";

const ordinals = ["first", "second", "third", "fourth", "fifth"] as const;

export interface Again {
  seconds: number;
  /** How many have failed. */
  tries: number;
  note: string;
}

/**
 * When to try again after `failed` failures in a row; null when it was the last try. Any time up to a pause that doubles, so
 * that those who failed together come back one by one (`random` is 0 to 1); after the outside's own Retry-After, when it gave
 * one, up to ten minutes.
 */
export function tryAgain(failed: number, retryAfterSeconds: number | undefined, random: number): Again | null {
  if (failed >= mostTries) return null;
  const backoff = Math.min(60, 2 ** failed) * random;
  const seconds = Math.ceil(Math.min(600, Math.max(1, (retryAfterSeconds ?? 0) + backoff)));
  return { seconds, tries: failed, note: `trying again in ${seconds} s, ${ordinals[failed] ?? failed + 1} of five` };
}

/**
 * When to look at the outside again: as the adapter asks, and more rarely the longer it has been waiting. With a longest
 * pause of one minute, what has waited for days is looked at every ten minutes; where webhooks are seen to arrive for it
 * (`hears`) a look only makes up for one that got lost, and once an hour is enough.
 */
export function nextLook(askedSeconds: number, waitingSeconds: number, longestSeconds: number, hears: boolean): number {
  const soon = Math.min(longestSeconds, waitingSeconds / 10);
  const late = hears
    ? Math.min(60 * longestSeconds, waitingSeconds / 10)
    : Math.min(10 * longestSeconds, waitingSeconds / 60);
  return Math.max(askedSeconds, soon, late);
}

/** Whether what a step waits for has been told of by a webhook within the last day. */
export function hears(heardAt: Date | null): boolean {
  return heardAt !== null && Date.now() - heardAt.getTime() < 86_400_000;
}

/** When to ask an outside again that could not answer. */
export function afterSilence(retryAfterSeconds: number | undefined, longestSeconds: number): number {
  return Math.max(retryAfterSeconds ?? 0, Math.min(15, longestSeconds));
}
