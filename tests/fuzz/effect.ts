import { expect } from "vitest";
import { pretendEngine } from "#tests/portal.ts";
import { everythingKept } from "../access/kept.ts";

/** Looks that what was refused, and what only reads, has changed nothing. */
export async function watchEffects() {
  let last = await everythingKept();
  return {
    /** `effective`: something was taken among them, and may have changed something. */
    after: async (effective: boolean) => {
      // Long runs outlive the heartbeat of the engine that is pretended.
      await pretendEngine();
      const now = await everythingKept();
      if (!effective) expect(now).toEqual(last);
      last = now;
    },
  };
}

export type Effects = Awaited<ReturnType<typeof watchEffects>>;
