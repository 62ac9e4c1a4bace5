/** How often a call that made nothing is repeated by itself. */
export const mostTries = 5;

const ordinals = ["first", "second", "third", "fourth", "fifth"] as const;

export interface Again {
  seconds: number;
  note: string;
}

/**
 * When to try again after `failed` failures in a row; null when it was the last try. The outside's own Retry-After wins,
 * up to ten minutes. `random` (0 to 1) spreads those who failed together.
 */
export function tryAgain(failed: number, retryAfterSeconds: number | undefined, random: number): Again | null {
  if (failed >= mostTries) return null;
  const backoff = Math.min(60, 2 ** failed) * (0.75 + random / 2);
  const seconds = Math.ceil(Math.min(600, Math.max(backoff, retryAfterSeconds ?? 0)));
  return { seconds, note: `trying again in ${seconds} s, ${ordinals[failed] ?? failed + 1} of five` };
}

/** When to look at the outside again: as the adapter asks, more rarely the longer it has been waiting. */
export function nextLook(askedSeconds: number, waitingSeconds: number, longestSeconds: number): number {
  return Math.max(askedSeconds, Math.min(longestSeconds, waitingSeconds / 10));
}

/** When to ask an outside again that could not answer. */
export function afterSilence(retryAfterSeconds: number | undefined, longestSeconds: number): number {
  return Math.max(retryAfterSeconds ?? 0, Math.min(15, longestSeconds));
}
