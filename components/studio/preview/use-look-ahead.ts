import { createContext, useContext, useMemo } from "react";
import { ExpressionProblem } from "#lib/core/expression/evaluate.ts";
import { Problem } from "#lib/core/problem.ts";
import type { ProblemView } from "#lib/core/problem.ts";
import { lookAhead } from "#lib/core/preview/look-ahead.ts";
import type { LookAhead } from "#lib/core/preview/look-ahead.ts";
import type { SupposedOrder } from "#lib/core/preview/supposed.ts";

/** The order that the panes of a preview are about. */
export const SupposedContext = createContext<SupposedOrder | null>(null);

export type Ahead = { ok: true; value: LookAhead } | { ok: false; problem: ProblemView };

/** The plan of the supposed order: the one that the server would make, made here. */
export function useLookAhead(): Ahead | null {
  const supposed = useContext(SupposedContext);
  return useMemo(() => supposed && planned(supposed), [supposed]);
}

function planned(supposed: SupposedOrder): Ahead {
  try {
    return { ok: true, value: lookAhead(supposed) };
  } catch (error) {
    if (error instanceof Problem) return { ok: false, problem: forAuthor(error) };
    if (error instanceof ExpressionProblem)
      return { ok: false, problem: { code: "invalid", message: error.message, issues: [] } };
    throw error;
  }
}

/** Without its remedy: whoever reads this is the owner whom others would have to ask. */
const forAuthor = ({ code, message, issues }: Problem): ProblemView => ({ code, message, issues });
