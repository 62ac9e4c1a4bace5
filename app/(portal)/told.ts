import { notFound } from "next/navigation";
import { Problem, problemView, type ProblemView } from "#lib/core/problem.ts";

/**
 * What a view answers, or the problem to show in its place: an error that is thrown on the server loses its words on the
 * way to the browser. What is not there is Next's own not-found page.
 */
export async function told<T>(
  view: Promise<T>,
): Promise<{ view: T; problem: null } | { view: null; problem: ProblemView }> {
  try {
    return { view: await view, problem: null };
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.code === "internal") throw thrown;
    if (thrown.code === "not_found") notFound();
    return { view: null, problem: problemView(thrown) };
  }
}
