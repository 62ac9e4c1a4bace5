import type { Side } from "#lib/views/studio/compare-shape.ts";

/** What one of two documents is called inside a sentence. */
export function sideTitle({ revision, proposal, by }: Pick<Side, "revision" | "proposal" | "by">): string {
  if (revision !== null) return `revision ${revision}`;
  return proposal ? `the proposal of ${by}` : "the draft";
}

export const compareAddress = (name: string, from: string | number, to: string | number): string =>
  `/catalog/${name}/revisions/compare?from=${from}&to=${to}`;
