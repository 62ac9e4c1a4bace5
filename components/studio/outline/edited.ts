import { Problem } from "#lib/core/problem.ts";

/** What an edit made of a text, or why nothing was changed. */
export function edited<Made>(edit: () => Made): { made: Made } | { problem: Problem } {
  try {
    return { made: edit() };
  } catch (failure) {
    if (failure instanceof Problem) return { problem: failure };
    throw failure;
  }
}
