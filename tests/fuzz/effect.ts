import { expect } from "vitest";
import { everythingKept } from "../access/kept.ts";

/** Looks that what was refused, and what only reads, has changed nothing. */
export async function watchEffects() {
  let last = await everythingKept();
  return {
    /** `effective`: something was taken among them, and may have changed something. */
    after: async (effective: boolean) => {
      const now = await everythingKept();
      if (!effective) expect(now).toEqual(last);
      last = now;
    },
  };
}

export type Effects = Awaited<ReturnType<typeof watchEffects>>;
