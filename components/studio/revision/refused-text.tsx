import type { ProblemView } from "#lib/core/problem.ts";
import { Notice } from "#components/ui/notice.tsx";

const mostShown = 5;

/** Why a text was not published, with the places in it. */
export function RefusedText({ problem }: { problem: ProblemView | null }) {
  if (!problem) return null;
  const { message, remedy, issues } = problem;
  const placed = issues.filter(({ line }) => line !== undefined);
  return (
    <Notice tone="bad" title={message}>
      {remedy}
      <ul className="mt-1 space-y-0.5">
        {placed.slice(0, mostShown).map(({ line, column, message: sentence }) => (
          <li key={`${line}:${column} ${sentence}`}>
            <span className="font-mono text-xs">
              {line}:{column}
            </span>{" "}
            {sentence}
          </li>
        ))}
      </ul>
      {placed.length > mostShown ? <p>And {placed.length - mostShown} more.</p> : null}
    </Notice>
  );
}
