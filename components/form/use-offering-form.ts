import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { RefObject } from "react";
import type { Form } from "#lib/core/form/form.ts";
import type { Issue } from "#lib/core/problem.ts";
import { makeIssueBoard } from "./issue-board.ts";
import type { IssueBoard } from "./issue-board.ts";
import { messagesToShow } from "./messages.ts";
import { whereIssues } from "./order.ts";
import type { OfferingFormProps, OrderState } from "./order.ts";
import { firstPageOf, pageOf, wizardPages } from "./pages.ts";
import type { WizardPage } from "./pages.ts";
import type { FormInUse } from "./question-context.ts";
import { useAnswered } from "./use-answered.ts";
import { useFocus } from "./use-focus.ts";
import { useLeft } from "./use-left.ts";
import { useOrder } from "./use-order.ts";
import { useShownPages } from "./use-shown-pages.ts";
import type { OrderInUse } from "./use-order.ts";
import { useSubmit } from "./use-submit.ts";
import { useTurned } from "./use-turned.ts";
import { useWizard } from "./use-wizard.ts";
import type { Wizard } from "./use-wizard.ts";
import type { StepMark } from "./wizard-steps.tsx";

export interface OfferingFormInUse {
  pages: readonly WizardPage[];
  /** Places of the pages that have something to ask. */
  shown: readonly number[];
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
  go: (index: number) => void;
  /** To the question that an issue is about. */
  mend: (issue: Issue) => void;
  startOver: () => void;
  /** Continue, or on the last page: order. */
  proceed: () => void;
  back: () => void;
}

const none: readonly Issue[] = [];
const nothing: WizardPage = { kind: "where", title: "Where", slug: "where", fields: [] };

export function useOfferingForm(props: OfferingFormProps): OfferingFormInUse {
  const { form, where, placed, draftKey, revision = null, initial, onChange, onSubmit, problems = none } = props;
  const pages = useMemo(() => wizardPages(form, placed), [form, placed]);
  const wizard = useWizard(pages, draftKey !== undefined);
  const { at: index, tried } = wizard;
  const turned = useTurned(pages, wizard);
  const order = useOrder({ form, where, draftKey, revision, initial, turned });
  const { state } = order;
  const page = pages[index] ?? nothing;
  const shown = useShownPages(form, pages, state.inputs, index);
  const container = useRef<HTMLFormElement>(null);
  const answers = useAnswered(problems, state.inputs);
  const issues = useMemo(() => [...whereIssues(state), ...state.issues], [state]);
  const { left, forget } = useLeft(container, order.leave);
  const seen = useMemo(() => ({ left, tried }), [left, tried]);
  const messages = useMemo(() => messagesToShow(issues, answers, pages, seen), [issues, answers, pages, seen]);
  const board = useBoard(messages);
  useReport(state, onChange);
  const { heading, jump, mend } = useJumps(container, pages, wizard);
  useWhenAnswered(problems, mend);
  const { busy, failure, submit } = useSubmit(async () => {
    if (order.orderedAs() === null) order.sent(await onSubmit(state));
  });
  const proceed = () => {
    const last = page.kind === "review";
    const wrong = last ? issues : issues.filter((issue) => pageOf(pages, issue) === index);
    if (wrong.length > 0) mend(wrong);
    else if (last) submit();
    else jump(shown.find((other) => other > index) ?? index, none);
  };
  const back = () => jump(shown.findLast((other) => other < index) ?? index, none);
  const startOver = () => {
    order.startOver();
    forget();
    wizard.restart();
  };
  const marks = pages.map((other, at) => markOf(other, pages, [...issues, ...answers], tried.has(at)));
  const inUse = useInUse(form, page, order);
  return {
    pages,
    shown,
    page,
    index,
    marks,
    order,
    messages,
    answers,
    board,
    inUse,
    busy: busy || order.gone,
    failure,
    container,
    heading,
    go: (to) => jump(to, none),
    mend: (issue) => mend([issue]),
    startOver,
    proceed,
    back,
  };
}

/** Turning to a page, and to the first page with a mistake, with the cursor in the right place. */
function useJumps(container: RefObject<HTMLElement | null>, pages: readonly WizardPage[], wizard: Wizard) {
  const { at: index, go, tryPages } = wizard;
  const { heading, focusNext } = useFocus(container, index);
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
      const there = wrong.filter((issue) => pageOf(pages, issue) === first);
      if (first !== -1) jump(first, there);
    },
    [jump, pages, tryPages],
  );
  return { heading, jump, mend };
}

function useBoard(messages: ReadonlyMap<string, string>): IssueBoard {
  const board = useState(makeIssueBoard)[0];
  useLayoutEffect(() => board.show(messages), [board, messages]);
  return board;
}

function useInUse(form: Form, page: WizardPage, { empty }: OrderInUse): FormInUse {
  return useMemo(() => ({ form, page: page.fields, empty }), [form, page, empty]);
}

function markOf(page: WizardPage, pages: readonly WizardPage[], issues: readonly Issue[], tried: boolean): StepMark {
  const wrong = issues.some((issue) => pages[pageOf(pages, issue)] === page);
  if (!tried || page.kind === "review") return "open";
  return wrong ? "wrong" : "done";
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
