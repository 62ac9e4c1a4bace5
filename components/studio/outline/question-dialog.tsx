import { useCallback, useMemo } from "react";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { withQuestion } from "#lib/core/offering/edit/question.ts";
import type { WrittenQuestion } from "#lib/core/offering/edit/question.ts";
import { valueAt } from "#lib/core/offering/edit/value.ts";
import type { OutlinePart } from "#lib/core/offering/outline/outline.ts";
import { following, questionNameFor } from "#lib/core/offering/outline/new-name.ts";
import { decidersOf, placeFor } from "#lib/core/offering/outline/asked-when.ts";
import { answersOf, questionOf } from "#lib/core/offering/outline/question-answers.ts";
import { questionForm } from "#lib/core/offering/outline/question-form.ts";
import type { OutlineQuestion } from "#lib/core/offering/outline/questions.ts";
import { Notice } from "#components/ui/notice.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { useShortForm } from "./use-short-form.ts";

interface QuestionDialogProps {
  source: string;
  value: Json;
  part: OutlinePart;
  /** Left out for a new one. */
  question: OutlineQuestion | undefined;
  onChange: (source: string) => void;
  close: () => void;
}

export function QuestionDialog({ source, value, part, question, onChange, close }: QuestionDialogProps) {
  const was = useMemo(() => (question ? writtenAt(value, part, question) : undefined), [value, part, question]);
  const taken = useMemo(() => part.questions.map(({ name }) => name), [part]);
  const deciders = useMemo(() => decidersOf(value, part), [value, part]);
  const formOf = useCallback(
    () => (question ? questionForm(question.kind) : questionForm(undefined, taken, deciders)),
    [question, taken, deciders],
  );
  const follow = useMemo(
    () => (question ? undefined : following("name", (title) => questionNameFor(title, taken))),
    [question, taken],
  );
  const form = useShortForm({ initial: was ? answersOf(was) : { required: true }, formOf, follow });
  const write = (answers: JsonObject) => {
    if (question) return withQuestion(source, part.path, question.path, questionOf(answers, was));
    const { name } = answers;
    const { source: text, group } = placeFor(source, value, part, answers);
    const path = [...group, "properties", typeof name === "string" ? name : ""];
    return withQuestion(text, part.path, path, questionOf(answers));
  };
  return (
    <FormDialog
      title={question ? `Change “${question.title}”` : "Add a question"}
      description={question ? <code className="font-mono text-xs">{question.name}</code> : undefined}
      verb={question ? "Change it" : "Add it"}
      edit={write}
      {...{ form, close }}
      onWritten={(made) => {
        onChange(made);
        close();
      }}
    >
      {question?.kind === "other" ? (
        <Notice tone="info" title="What is inside is changed in the text">
          This question has a form of its own. Its title, its help and whether it has to be answered can be changed
          here.
        </Notice>
      ) : null}
    </FormDialog>
  );
}

function writtenAt(value: Json, part: OutlinePart, { path, name, required }: OutlineQuestion): WrittenQuestion {
  const object = (held: Json | undefined): JsonObject => (isJsonObject(held) ? held : {});
  return {
    schema: object(valueAt(value, path)),
    required,
    field: object(valueAt(value, [...part.path, "ui", "fields", name])),
  };
}
