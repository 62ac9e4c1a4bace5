import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { amountOf } from "#lib/core/form/amount.ts";
import { answerGroups } from "#lib/core/form/answer-groups.ts";
import { answersForDisplay } from "#lib/core/form/answers.ts";
import type { ShownAnswer } from "#lib/core/form/answers.ts";
import type { Form } from "#lib/core/form/form.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { titleAt } from "#lib/core/form/title-at.ts";
import type { Issue } from "#lib/core/problem.ts";
import { whereEnvironment, whereIssues, whereProject } from "./order.ts";
import type { OrderState, Where } from "./order.ts";
import { pageOf, questionOf } from "./pages.ts";
import type { WizardPage } from "./pages.ts";

interface ReviewPageProps {
  form: Form;
  where: Where;
  state: OrderState;
  pages: readonly WizardPage[];
  shown: readonly number[];
  before: JsonObject | undefined;
  /** What the server answered and no question shows. */
  problems: readonly Issue[];
  onEdit: (index: number) => void;
  /** To the question of one issue. */
  onMend: (issue: Issue) => void;
  children: ReactNode;
}

/** The last page: every answer once more, with the way back to it. */
export function ReviewPage({ form, where, state, pages, shown, before, problems, ...props }: ReviewPageProps) {
  const { onEdit, onMend, children } = props;
  const answers = answersForDisplay(form, state.inputs);
  const earlier = new Map(before && answersForDisplay(form, before).map((answer) => [answer.path, answer]));
  const open = [...whereIssues(state), ...problems, ...state.issues].filter((issue) => pageOf(pages, issue) !== -1);
  const unplaced = [...problems.filter((issue) => issue.path !== ""), ...state.issues].filter(
    (issue) => pageOf(pages, issue) === -1,
  );
  return (
    <div className="space-y-5">
      {unplaced.length > 0 ? (
        <Notice tone="bad" title="This order cannot be taken yet">
          <ul>
            {unplaced.map((issue) => (
              <li key={`${issue.path} ${issue.message}`}>{issue.message}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <OpenQuestions form={form} issues={open} onMend={onMend} />
      {pages.map((page, index) =>
        page.kind === "review" || !shown.includes(index) ? null : (
          <ReviewedPage
            key={page.slug}
            page={page}
            answers={page.kind === "where" ? whereAnswers(where, state) : answersOf(page, answers)}
            earlier={earlier}
            issues={page.kind === "where" ? [] : open.filter((issue) => pageOf(pages, issue) === index)}
            titled={(path) => titleAt(form, path)}
            onEdit={() => onEdit(index)}
          />
        ),
      )}
      {children}
    </div>
  );
}

/** Each by its name, and the way to it. */
function OpenQuestions({
  form,
  issues,
  onMend,
}: {
  form: Form;
  issues: readonly Issue[];
  onMend: (issue: Issue) => void;
}) {
  if (issues.length === 0) return null;
  const title =
    issues.length === 1
      ? "One answer is missing or does not fit."
      : `${issues.length} answers are missing or do not fit.`;
  return (
    <Notice tone="warn" title={title}>
      <ul>
        {issues.map((issue) => (
          <li key={`${issue.path} ${issue.message}`}>
            <button type="button" className="link text-left" onClick={() => onMend(issue)}>
              {whereTitles[issue.path] ?? titleAt(form, issue.path)}
            </button>
            : {issue.message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const whereTitles: Record<string, string> = { [whereProject]: "Project", [whereEnvironment]: "Environment" };

interface ReviewedPageProps {
  page: WizardPage;
  answers: ShownAnswer[];
  earlier: ReadonlyMap<string, ShownAnswer>;
  issues: readonly Issue[];
  titled: (path: string) => string;
  onEdit: () => void;
}

function ReviewedPage({ page, answers, earlier, issues, titled, onEdit }: ReviewedPageProps) {
  const wrong = new Map(issues.map(({ path, message }) => [path, message]));
  const unanswered = [...wrong.keys()].filter((path) => !answers.some((answer) => answer.path === path));
  return (
    <section aria-label={page.title} className="card">
      <header className="flex items-center justify-between border-b border-line px-4 py-2">
        <h3 className="font-medium">{page.title}</h3>
        <Button tone="quiet" small onClick={onEdit} aria-label={`Edit ${page.title}`}>
          Edit
        </Button>
      </header>
      {answers.length + unanswered.length === 0 ? <p className="px-4 py-3 text-muted">Nothing answered here.</p> : null}
      {answerGroups(answers).map((group) => (
        <div key={group.answers[0]?.path} className="border-t border-line first-of-type:border-t-0">
          {group.title === null ? null : <h4 className="px-4 pt-3 pb-1 font-medium">{group.title}</h4>}
          <dl className="divide-y divide-line">
            {group.answers.map((answer) => (
              <Row key={answer.path} title={answer.title} wrong={wrong.get(answer.path)}>
                {said(answer)}
                {answer.secret ? <span className="sr-only"> (hidden)</span> : null}
                <Earlier answer={answer} earlier={earlier.get(answer.path)} />
              </Row>
            ))}
          </dl>
        </div>
      ))}
      {unanswered.length === 0 ? null : (
        <dl className="divide-y divide-line border-t border-line">
          {unanswered.map((path) => (
            <Row key={path} title={titled(path)} wrong={wrong.get(path)} />
          ))}
        </dl>
      )}
    </section>
  );
}

const said = ({ text, unit }: ShownAnswer): string => amountOf(text, unit);

/** What it was, where it has changed. */
function Earlier({ answer, earlier }: { answer: ShownAnswer; earlier: ShownAnswer | undefined }) {
  if (earlier === undefined || answer.secret || said(earlier) === said(answer)) return null;
  return <span className="text-muted"> · was {said(earlier)}</span>;
}

function Row({ title, wrong, children }: { title: string; wrong: string | undefined; children?: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-x-4 px-4 py-2 sm:grid-cols-[12rem_1fr]">
      <dt className="text-muted">{title}</dt>
      <dd className="min-w-0 break-words whitespace-pre-wrap">
        {children}
        {wrong === undefined ? null : (
          <span className="flex items-start gap-1.5 text-bad">
            <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
            {wrong}
          </span>
        )}
      </dd>
    </div>
  );
}

function answersOf(page: WizardPage, answers: ShownAnswer[]): ShownAnswer[] {
  return answers.filter(({ path }) => page.fields.includes(questionOf({ path, message: "", severity: "error" })));
}

function whereAnswers(where: Where, { project, environment }: OrderState): ShownAnswer[] {
  const title = (options: readonly { name: string; title: string }[], name: string | null) =>
    options.find((option) => option.name === name)?.title ?? "not chosen yet";
  return [
    { path: "project", title: "Project", text: title(where.projects, project), secret: false },
    { path: "environment", title: "Environment", text: title(where.environments, environment), secret: false },
  ];
}
