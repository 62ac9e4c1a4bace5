import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import type { Issue, ProblemView } from "#lib/core/problem.ts";

/** Why it can't be tried, with each place: in the text, or among the answers. */
export function TrialProblem({ problem }: { problem: ProblemView | null }) {
  const issues = problem?.issues.filter(({ message }) => message !== problem.message) ?? [];
  if (!problem || issues.length === 0) return <ProblemNotice problem={problem} />;
  return (
    <Notice tone="bad" title={problem.message}>
      {problem.remedy === undefined ? null : <p>{problem.remedy}</p>}
      <ul className="mt-1 space-y-0.5">
        {issues.map((issue) => (
          <li key={`${placeOf(issue)} ${issue.message}`}>
            <span className="font-mono text-xs">{placeOf(issue)}</span> {issue.message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** `12:5` in the text; of an answer its name. */
function placeOf({ line, column, path }: Issue): string {
  if (line !== undefined) return `${line}:${column ?? 1}`;
  return path.replace(/^\/inputs\/?/, "").replaceAll("/", ".");
}
