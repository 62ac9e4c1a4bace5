import type { Issue } from "#lib/core/problem.ts";

const focusable =
  "input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled), button:not(:disabled)";

/** Puts the cursor into the first question, from the top, that one of these issues is about. */
export function focusFirst(container: HTMLElement, issues: readonly Issue[]): boolean {
  const paths = new Set(issues.map((issue) => issue.path));
  const questions = [...container.querySelectorAll<HTMLElement>("[data-question]")];
  const exact = questions.find((question) => paths.has(question.dataset["question"] ?? ""));
  const around = questions.find((question) =>
    [...paths].some((path) => path.startsWith(`${question.dataset["question"]}/`)),
  );
  const control = (exact ?? around)?.querySelector<HTMLElement>(focusable);
  control?.focus();
  return control !== undefined && control !== null;
}

/** The pointer of the question that this element stands in. */
export function questionAround(target: EventTarget | null): string | null {
  const question = target instanceof Element ? target.closest<HTMLElement>("[data-question]") : null;
  return question?.dataset["question"] ?? null;
}
