"use client";
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Form } from "#lib/core/form/form.ts";
import { settle } from "#lib/core/form/settle.ts";
import { validate } from "#lib/core/form/validate.ts";
import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";
import { focusFirst } from "#components/form/focus.ts";
import { IssueBoardContext, makeIssueBoard } from "#components/form/issue-board.ts";
import { FormInUseContext } from "#components/form/question-context.ts";
import { Questions } from "#components/form/questions.tsx";

const nothingAsked: Form = { schema: { type: "object" }, pages: [], fields: {} };

export interface Answers {
  container: RefObject<HTMLDivElement | null>;
  /** What the controls show. */
  shown: JsonObject;
  issues: readonly Issue[];
  change: (values: unknown) => void;
  /** The answers when they fit; otherwise null, and the first that does not is in focus. */
  accepted: () => JsonObject | null;
}

/** The answers to a short form: a task's, or the outputs owed. */
export function useAnswers(form: Form | null): Answers {
  const asked = form ?? nothingAsked;
  const container = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<JsonObject>(() => settle(asked, {}));
  const [tried, setTried] = useState(false);
  const inputs = useMemo(() => settle(asked, shown), [asked, shown]);
  const issues = useMemo(() => validate(asked, inputs), [asked, inputs]);
  const accepted = () => {
    setTried(true);
    if (issues.length === 0) return inputs;
    if (container.current) focusFirst(container.current, issues);
    return null;
  };
  const change = (values: unknown) => setShown(isJsonObject(values) ? values : {});
  return { container, shown, issues: tried ? issues : [], change, accepted };
}

/** A short form without pages. */
export function AnswerForm({
  form,
  answers,
  problems = [],
  idPrefix = "question",
}: {
  form: Form;
  answers: Answers;
  problems?: readonly Issue[] | undefined;
  idPrefix?: string;
}) {
  const [board] = useState(makeIssueBoard);
  const inUse = useMemo(
    () => ({ form, page: form.pages.flatMap((page) => page.fields), empty: new Map<string, string>() }),
    [form],
  );
  useLayoutEffect(() => {
    const messages = new Map<string, string>();
    for (const { path, message } of [...answers.issues, ...problems])
      if (!messages.has(path)) messages.set(path, message);
    board.show(messages);
  });
  if (inUse.page.length === 0) return null;
  return (
    <div ref={answers.container}>
      <FormInUseContext value={inUse}>
        <IssueBoardContext value={board}>
          <Questions form={form} values={answers.shown} onChange={answers.change} idPrefix={idPrefix} />
        </IssueBoardContext>
      </FormInUseContext>
    </div>
  );
}
