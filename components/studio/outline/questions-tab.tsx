"use client";
import { MessageCircleQuestionMark } from "lucide-react";
import { useState } from "react";
import type { Json } from "#lib/core/json.ts";
import { linesThatRead, withoutQuestion, withQuestionMoved } from "#lib/core/offering/edit/question.ts";
import type { OutlinePart } from "#lib/core/offering/outline/outline.ts";
import type { OutlineQuestion } from "#lib/core/offering/outline/questions.ts";
import { Badge } from "#components/ui/badge.tsx";
import { OutlineFrame } from "./outline-frame.tsx";
import { OutlineList } from "./outline-list.tsx";
import type { OutlineProps } from "./outline-props.ts";
import { OutlineRow } from "./outline-row.tsx";
import { QuestionDialog } from "./question-dialog.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { useEdit } from "./use-edit.tsx";

/** What a customer is asked, in order; each can be changed by a form. */
export function QuestionsTab(props: OutlineProps) {
  return (
    <OutlineFrame {...props}>
      {(part, value) => <Questions key={part.operation ?? ""} {...props} part={part} value={value} />}
    </OutlineFrame>
  );
}

interface QuestionsProps extends OutlineProps {
  part: OutlinePart;
  value: Json;
}

type Open = { kind: "add" } | { kind: "change" | "remove"; question: OutlineQuestion };

function Questions({ part, value, ...props }: QuestionsProps) {
  const { source, onChange, onGoTo, readOnly } = props;
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const { failure, apply } = useEdit(onChange);
  const actionsOf = (question: OutlineQuestion) => ({
    edit: () => setOpen({ kind: "change", question }),
    remove: () => setOpen({ kind: "remove", question }),
    up: question.moves.up ? () => apply(() => withQuestionMoved(source, part.path, question.path, -1)) : undefined,
    down: question.moves.down ? () => apply(() => withQuestionMoved(source, part.path, question.path, 1)) : undefined,
  });
  return (
    <>
      <OutlineList
        label="Questions"
        verb="Add a question"
        onAdd={readOnly ? undefined : () => setOpen({ kind: "add" })}
        empty={{
          icon: <MessageCircleQuestionMark className="size-5" aria-hidden />,
          title: "Nothing is asked yet",
          words: "A question becomes a field of the form. The steps read its answer as inputs.name.",
        }}
        rows={part.questions.map((question) => (
          <OutlineRow
            key={question.path.join("/")}
            name={question.title}
            onGo={() => onGoTo(question.line, question.column)}
            actions={readOnly ? undefined : actionsOf(question)}
          >
            <QuestionLine question={question} />
          </OutlineRow>
        ))}
      />
      {failure}
      {open?.kind === "remove" ? (
        <RemoveDialog
          what={`the question “${open.question.title}”`}
          lines={linesThatRead(source, "inputs", open.question.name)}
          edit={() => withoutQuestion(source, part.path, open.question.path)}
          {...{ onChange, close }}
        />
      ) : null}
      {open?.kind === "add" || open?.kind === "change" ? (
        <QuestionDialog
          {...{ source, value, part, onChange, close }}
          question={open.kind === "change" ? open.question : undefined}
        />
      ) : null}
    </>
  );
}

function QuestionLine({ question }: { question: OutlineQuestion }) {
  const { title, name, takes, preset, condition, required, page } = question;
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{title}</span>
        <code className="font-mono text-xs text-muted">{name}</code>
        {required ? null : <Badge>optional</Badge>}
      </span>
      <span className="mt-0.5 block text-xs text-muted">
        {[takes, preset === null ? null : `at first ${preset}`, condition, page && `page ${page.title}`]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </>
  );
}
