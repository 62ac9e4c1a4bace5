import type { ProblemView } from "#lib/core/problem.ts";

/** Is it refused because a bundle would not fit any more? Then somebody may say that they mean it. */
export const breaks = (problem: ProblemView | null): boolean =>
  problem?.issues.some(({ path }) => path === "/breaking") ?? false;
