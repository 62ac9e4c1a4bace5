import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import type { Issue, ProblemView } from "#lib/core/problem.ts";
import type { Questions } from "./trial.ts";

interface Props {
  problem: ProblemView | null;
  questions?: Questions | undefined;
  close: () => void;
}

/** Why it can't be tried, with each place: in the text, or among the answers. */
export function TrialProblem({ problem, questions, close }: Props) {
  const issues = problem?.issues.filter(({ message }) => message !== problem.message) ?? [];
  if (!problem || issues.length === 0) return <ProblemNotice problem={problem} />;
  const leadTo =
    questions &&
    ((issue: Issue) => {
      close();
      questions.seek({ ...issue, path: issue.path.slice(answers.length) });
    });
  return (
    <Notice tone="bad" title={problem.message}>
      {problem.remedy === undefined ? null : <p>{problem.remedy}</p>}
      <ul className="mt-1 space-y-0.5">
        {issues.map((issue) => (
          <li key={`${issue.path} ${issue.line} ${issue.message}`}>
            {questions && leadTo && isAnswer(issue) ? (
              <button type="button" className="link" onClick={() => leadTo(issue)}>
                {questions.titled(issue.path.slice(answers.length))}
              </button>
            ) : (
              <span className="font-mono text-xs">{placeOf(issue)}</span>
            )}{" "}
            {issue.message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const answers = "/inputs";
const isAnswer = ({ line, path }: Issue) => line === undefined && path.startsWith(`${answers}/`);

/** `12:5` in the text; of an answer its name. */
function placeOf({ line, column, path }: Issue): string {
  if (line !== undefined) return `${line}:${column ?? 1}`;
  return path.replace(/^\/inputs\/?/, "").replaceAll("/", ".");
}
