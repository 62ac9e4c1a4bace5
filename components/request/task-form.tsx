"use client";
import { Hand } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { ProblemView } from "#lib/core/problem.ts";
import type { RequestView, StepView, TaskView } from "#lib/views/request/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Markdown } from "#components/ui/markdown.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import type { RequestActions } from "./actions.ts";
import { AnswerForm, useAnswers } from "./answer-form.tsx";
import { Removal } from "./removal.tsx";
import { useAskAgain } from "./request-query.ts";
import { useVerb } from "#components/ui/use-verb.ts";

interface TaskProps {
  request: RequestView;
  step: StepView;
  task: TaskView;
  actions: RequestActions;
  /** Somebody has begun to answer: what they typed stays here until they send or dismiss it, whoever was faster. */
  begun: boolean;
  onBegun: (begun: boolean) => void;
}

/** A manual task: its words for everybody, its questions for the team that does it. */
export function TaskForm(props: TaskProps) {
  const { step, task, begun } = props;
  const open = step.state === "waiting" || step.state === "processing";
  const answerable = open && task.mayAnswer;
  return (
    <section aria-label="Task" className="rounded-lg bg-sunken px-3.5 py-3">
      <p className="mb-1 flex items-center gap-2 text-xs text-muted">
        <Hand className="size-3.5" aria-hidden />
        Task for {task.assignedTeam}
      </p>
      {task.instructions === "" ? null : (
        <div className="mb-4">
          <Markdown text={task.instructions} />
        </div>
      )}
      {task.removal && step.state !== "failed" ? <Removal removal={task.removal} /> : null}
      {answerable || begun ? <AnswerTask {...props} closed={!answerable} /> : null}
      {open && !task.mayAnswer ? <p className="text-muted">Somebody in {task.assignedTeam} has to answer it.</p> : null}
    </section>
  );
}

function AnswerTask({ request, step, task, actions, closed, onBegun }: TaskProps & { closed: boolean }) {
  const [note, setNote] = useState("");
  const [refusing, setRefusing] = useState(false);
  const answers = useAnswers(task.form);
  const askAgain = useAskAgain(request.number);
  const { busy, problem, run } = useVerb<{ number: string }>(async () => {
    onBegun(false);
    await askAgain();
  });
  const about = { number: request.number, step: step.id };
  const complete = () => {
    const outputs = answers.accepted();
    const said = note.trim();
    if (outputs) void run(() => actions.completeTask({ ...about, outputs, ...(said === "" ? {} : { note: said }) }));
  };
  const refuse = () => {
    if (note.trim() !== "") void run(() => actions.refuseTask({ ...about, note: note.trim() }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (closed) return;
    onBegun(true);
    if (refusing) refuse();
    else complete();
  };
  const noteId = `note-${step.id}`;
  return (
    <form onSubmit={submit} onInput={() => onBegun(true)} noValidate className="space-y-4">
      <ProblemNotice problem={problem ?? (closed && !busy ? overtaken : null)} />
      {refusing ? null : <AnswerForm form={task.form} answers={answers} problems={problem?.issues} />}
      <Field
        id={noteId}
        label={refusing ? (task.removal ? "Why it is kept" : "Why it cannot be done") : "Note"}
        optional={!refusing}
      >
        <textarea
          id={noteId}
          rows={2}
          required={refusing}
          className="field"
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      {closed && !busy ? (
        <Button onClick={() => onBegun(false)}>Dismiss</Button>
      ) : (
        <TaskButtons
          words={task.removal ? removing : doing}
          refusing={refusing}
          busy={busy}
          said={note.trim() !== ""}
          turn={() => setRefusing(!refusing)}
        />
      )}
    </form>
  );
}

const overtaken: ProblemView = {
  code: "conflict",
  message: "This task is no longer open: it was answered or given up meanwhile.",
  remedy: "What you entered was not sent. Copy what you want to keep, then dismiss it.",
  issues: [],
};

interface Words {
  done: string;
  refuse: string;
  refusing: string;
  tone: "primary" | "danger";
}

const doing: Words = {
  done: "Mark as done",
  refuse: "It cannot be done",
  refusing: "Refuse the task",
  tone: "primary",
};
const removing: Words = { done: "Remove for good", refuse: "Keep it", refusing: "Keep it", tone: "danger" };

interface ButtonsProps {
  words: Words;
  refusing: boolean;
  busy: boolean;
  /** A note was written; a refusal needs one. */
  said: boolean;
  turn: () => void;
}

function TaskButtons({ words, refusing, busy, said, turn }: ButtonsProps) {
  const refusal = words.tone === "danger" ? "primary" : "danger";
  return (
    <div className="flex flex-wrap gap-2">
      <Button type="submit" tone={refusing ? refusal : words.tone} busy={busy} disabled={refusing && !said}>
        {refusing ? words.refusing : words.done}
      </Button>
      <Button tone="quiet" onClick={turn}>
        {refusing ? "Back to the task" : words.refuse}
      </Button>
    </div>
  );
}
