import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { answersForDisplay } from "#lib/core/form/answers.ts";
import type { ShownAnswer } from "#lib/core/form/answers.ts";
import type { Form } from "#lib/core/form/form.ts";
import type { Issue } from "#lib/core/problem.ts";
import type { OrderState, Where } from "./order.ts";
import { pageOf, questionOf } from "./pages.ts";
import type { WizardPage } from "./pages.ts";

interface ReviewPageProps {
  form: Form;
  where: Where;
  state: OrderState;
  pages: readonly WizardPage[];
  shown: readonly number[];
  /** What the server answered and no question shows. */
  problems: readonly Issue[];
  onEdit: (index: number) => void;
  children: ReactNode;
}

/** The last page: every answer once more, with the way back to it. */
export function ReviewPage({ form, where, state, pages, shown, problems, onEdit, children }: ReviewPageProps) {
  const answers = answersForDisplay(form, state.inputs);
  const missing = state.issues.filter((issue) => pageOf(pages, issue) !== -1).length;
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
      {missing > 0 ? (
        <Notice
          tone="warn"
          title={
            missing === 1
              ? "One answer is still missing or does not fit."
              : `${missing} answers are still missing or do not fit.`
          }
        />
      ) : null}
      {pages.map((page, index) =>
        page.kind === "review" || !shown.includes(index) ? null : (
          <ReviewedPage
            key={page.slug}
            page={page}
            answers={page.kind === "where" ? whereAnswers(where, state) : answersOf(page, answers)}
            onEdit={() => onEdit(index)}
          />
        ),
      )}
      {children}
    </div>
  );
}

function ReviewedPage({ page, answers, onEdit }: { page: WizardPage; answers: ShownAnswer[]; onEdit: () => void }) {
  return (
    <section aria-label={page.title} className="card">
      <header className="flex items-center justify-between border-b border-line px-4 py-2">
        <h3 className="font-medium">{page.title}</h3>
        <Button tone="quiet" small onClick={onEdit} aria-label={`Edit ${page.title}`}>
          Edit
        </Button>
      </header>
      {answers.length === 0 ? <p className="px-4 py-3 text-muted">Nothing answered here.</p> : null}
      <dl className="divide-y divide-line">
        {answers.map(({ path, title, text, unit, secret }) => (
          <div key={path} className="grid grid-cols-1 gap-x-4 px-4 py-2 sm:grid-cols-[12rem_1fr]">
            <dt className="text-muted">{title}</dt>
            <dd className="min-w-0 break-words whitespace-pre-wrap">
              {text}
              {unit === undefined ? null : ` ${unit}`}
              {secret ? <span className="sr-only"> (hidden)</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
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
