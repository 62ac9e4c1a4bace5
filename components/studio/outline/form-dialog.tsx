import { type ReactNode, useState } from "react";
import type { JsonObject } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";
import { AnswerForm } from "#components/request/answer-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { edited } from "./edited.ts";
import type { ShortForm } from "./use-short-form.ts";

interface FormDialogProps {
  title: string;
  description?: ReactNode;
  form: ShortForm;
  /** Asked below the first. */
  second?: { title: string; form: ShortForm } | undefined;
  /** The word on its button. */
  verb: string;
  /** The new text; or what is wrong with the first answers. */
  edit: (answers: JsonObject, second: JsonObject) => string | { issues: Issue[] };
  /** Gets the new text, and the first answers. */
  onWritten: (source: string, answers: JsonObject) => void;
  close: () => void;
  before?: ReactNode;
  /** Stands beside the buttons. */
  aside?: ReactNode;
  children?: ReactNode;
}

/** A form whose answers are written into the document. */
export function FormDialog({
  title,
  description,
  form,
  second,
  verb,
  edit,
  close,
  before,
  aside,
  children,
  ...rest
}: FormDialogProps) {
  const [problems, setProblems] = useState<readonly Issue[]>([]);
  const [failure, setFailure] = useState<{ message: string; remedy?: string | undefined } | null>(null);
  const submit = () => {
    const more = second ? second.form.accepted() : {};
    const answers = form.accepted();
    if (answers === null || more === null) return;
    const outcome = edited(() => edit(answers, more));
    setFailure("problem" in outcome ? outcome.problem : null);
    if ("problem" in outcome) return;
    if (typeof outcome.made !== "string") return setProblems(outcome.made.issues);
    rest.onWritten(outcome.made, answers);
  };
  return (
    <Dialog open wide onOpenChange={(open) => (open ? null : close())} title={title} description={description}>
      <form
        noValidate
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {before}
        <AnswerForm form={form.form} answers={form} problems={problems} idPrefix="outline" />
        {second ? (
          <section className="space-y-4 border-t border-line pt-4">
            <h3 className="font-medium">{second.title}</h3>
            <AnswerForm form={second.form.form} answers={second.form} idPrefix="outline-second" />
          </section>
        ) : null}
        {children}
        {failure ? (
          <Notice tone="bad" title={failure.message}>
            {failure.remedy}
          </Notice>
        ) : null}
        <div className="flex justify-end gap-2">
          {aside ? <div className="mr-auto">{aside}</div> : null}
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" tone="primary">
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
