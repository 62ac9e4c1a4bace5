import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { FocusEvent, FormEvent, RefObject } from "react";
import type { Issue } from "#lib/core/problem.ts";
import { focusFirst, questionAround } from "./focus.ts";
import { makeIssueBoard } from "./issue-board.ts";
import type { IssueBoard } from "./issue-board.ts";
import { messagesToShow } from "./messages.ts";
import { whereIssues } from "./order.ts";
import type { OfferingFormProps, OrderState } from "./order.ts";
import { firstPageOf, pageOf, wizardPages } from "./pages.ts";
import type { WizardPage } from "./pages.ts";
import type { FormInUse } from "./question-context.ts";
import { useAnswered } from "./use-answered.ts";
import { useOrder } from "./use-order.ts";
import type { OrderInUse } from "./use-order.ts";
import { useSubmit } from "./use-submit.ts";
import { useWizard } from "./use-wizard.ts";
import type { StepMark } from "./wizard-steps.tsx";

export interface OfferingFormInUse {
  pages: readonly WizardPage[];
  page: WizardPage;
  index: number;
  marks: StepMark[];
  order: OrderInUse;
  messages: ReadonlyMap<string, string>;
  /** What the server answered and still stands. */
  answers: readonly Issue[];
  board: IssueBoard;
  inUse: FormInUse;
  busy: boolean;
  failure: string | null;
  container: RefObject<HTMLFormElement | null>;
  heading: RefObject<HTMLHeadingElement | null>;
  go(index: number): void;
  startOver(): void;
  onBlur(event: FocusEvent): void;
  onSubmit(event: FormEvent): void;
}

const none: readonly Issue[] = [];
const nothing: WizardPage = { kind: "where", title: "Where", slug: "where", fields: [] };

export function useOfferingForm(props: OfferingFormProps): OfferingFormInUse {
  const { form, where, draftKey, revision, initial, onChange, onSubmit, problems = none } = props;
  const pages = useMemo(() => wizardPages(form), [form]);
  const order = useOrder({ form, where, draftKey, revision: revision ?? null, initial });
  const { state } = order;
  const { at: index, tried, go, tryPages, restart } = useWizard(pages);
  const page = pages[index] ?? nothing;
  const answers = useAnswered(problems, state.inputs);
  const issues = useMemo(() => [...whereIssues(state), ...state.issues], [state]);
  const [left, leave, forget] = useLeft(order.leave);
  const messages = useMemo(
    () => messagesToShow(issues, answers, pages, { left, tried }),
    [issues, answers, pages, left, tried],
  );
  const board = useState(makeIssueBoard)[0];
  useLayoutEffect(() => board.show(messages), [board, messages]);
  useReport(state, onChange);
  const { container, heading, focusNext } = useFocus(index);

  const jump = useCallback(
    (to: number, wanted: readonly Issue[]) => {
      focusNext(wanted, to === index);
      if (to !== index) go(to);
    },
    [focusNext, go, index],
  );
  const mend = useCallback(
    (wrong: readonly Issue[]) => {
      tryPages(wrong.map((issue) => pageOf(pages, issue)));
      const first = firstPageOf(pages, wrong);
      if (first !== -1)
        jump(
          first,
          wrong.filter((issue) => pageOf(pages, issue) === first),
        );
    },
    [jump, pages, tryPages],
  );
  useWhenAnswered(problems, mend);
  const { busy, failure, submit } = useSubmit(async () => {
    if ((await onSubmit(state)) !== false) order.sent();
  });

  return {
    pages,
    page,
    index,
    marks: pages.map((other, position) => markOf(other, pages, [...issues, ...answers], tried.has(position))),
    order,
    messages,
    answers,
    board,
    inUse: useMemo(() => ({ form, page: page.fields }), [form, page]),
    busy,
    failure,
    container,
    heading,
    go: (to) => jump(to, []),
    startOver: () => {
      order.startOver();
      forget();
      restart();
    },
    onBlur: leave,
    onSubmit: (event) => {
      event.preventDefault();
      const wrong = page.kind === "review" ? issues : issues.filter((issue) => pageOf(pages, issue) === index);
      if (wrong.length > 0) mend(wrong);
      else if (page.kind === "review") submit();
      else jump(index + 1, []);
    },
  };
}

function markOf(page: WizardPage, pages: readonly WizardPage[], issues: readonly Issue[], tried: boolean): StepMark {
  const wrong = issues.some((issue) => pages[pageOf(pages, issue)] === page);
  if (!tried || page.kind === "review") return "open";
  return wrong ? "wrong" : "done";
}

/** The questions that the cursor has left: their mistakes are shown from then on. */
function useLeft(onLeave: () => void): [ReadonlySet<string>, (event: FocusEvent) => void, () => void] {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const leave = (event: FocusEvent) => {
    const path = questionAround(event.target);
    if (path === null || path === questionAround(event.relatedTarget)) return;
    setLeft((before) => (before.has(path) ? before : new Set([...before, path])));
    onLeave();
  };
  return [left, leave, () => setLeft(new Set())];
}

/** Moves the cursor to a mistake, or to the top of the page that was turned to, once it is there. */
function useFocus(index: number) {
  const container = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const wanted = useRef<readonly Issue[] | null>(null);
  const move = useCallback(() => {
    const issues = wanted.current;
    wanted.current = null;
    if (issues === null || !container.current) return;
    if (!focusFirst(container.current, issues)) heading.current?.focus();
  }, []);
  useEffect(move, [index, move]);
  const focusNext = useCallback(
    (issues: readonly Issue[], here: boolean) => {
      wanted.current = issues;
      if (here) move();
    },
    [move],
  );
  return { container, heading, focusNext };
}

function useReport(state: OrderState, onChange: (state: OrderState) => void): void {
  const report = useRef(onChange);
  useLayoutEffect(() => {
    report.current = onChange;
  });
  useEffect(() => report.current(state), [state]);
}

/** When the server has said what is wrong, the first place of it is shown. */
function useWhenAnswered(problems: readonly Issue[], mend: (issues: readonly Issue[]) => void): void {
  const key = JSON.stringify(problems);
  const known = useRef("[]");
  useEffect(() => {
    if (known.current === key) return;
    known.current = key;
    if (problems.length > 0) mend(problems);
  }, [key, problems, mend]);
}
