import type { Result } from "#lib/core/problem.ts";

type Verb<G> = (given: G) => Promise<Result<object>>;

/** `current` is the revision that was on the screen. */
interface Decided {
  name: string;
  current: number;
  note: string;
}

/** What becomes of an offering, for those who may change it. */
export interface RevisionActions {
  rollBack: Verb<Decided & { revision: number; breaking?: boolean }>;
  deprecateOffering: Verb<Decided & { successor?: string }>;
  retireOffering: Verb<{ name: string; note: string }>;
  offerAgain: Verb<{ name: string }>;
}
