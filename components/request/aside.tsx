"use client";
import { type ReactNode, useState } from "react";
import { answerGroups } from "#lib/core/form/answer-groups.ts";
import { isEnding } from "#lib/core/lifecycle/states.ts";
import type { RequestView, TimelineEntry } from "#lib/views/request/shape.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Clock } from "#components/ui/time.tsx";
import type { RequestActions } from "./actions.ts";
import { LeftList } from "./left-list.tsx";
import { Outputs } from "./outputs.tsx";

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-6">
      <h2 className="mb-2 text-xs font-medium text-muted">{title}</h2>
      {children}
    </section>
  );
}

export function RequestAside({ request, actions }: { request: RequestView; actions: RequestActions }) {
  return (
    <>
      <Section title="Outputs">
        {Object.keys(request.outputs).length === 0 ? <p className="text-muted">This offering yields none.</p> : null}
        <Outputs
          outputs={request.outputs}
          number={request.number}
          mayReveal={request.may.reveal}
          reveal={actions.revealOutput}
        />
      </Section>
      {isEnding(request.state) && request.left.length > 0 ? (
        <Section title="Exists outside">
          <LeftList left={request.left} />
        </Section>
      ) : null}
      <Section title="Answers">
        <Answers request={request} />
      </Section>
      <Section title="Activity">
        <Activity entries={request.activity} />
      </Section>
    </>
  );
}

function Answers({ request }: { request: RequestView }) {
  if (request.answers.length === 0) return <p className="text-muted">Nothing was asked.</p>;
  return (
    <div className="space-y-3">
      {answerGroups(request.answers).map(({ title, answers }) => (
        <div key={answers[0]?.path}>
          {title === null ? null : <h3 className="mb-1 font-medium">{title}</h3>}
          <AnswerList answers={answers} />
        </div>
      ))}
    </div>
  );
}

function AnswerList({ answers }: { answers: RequestView["answers"] }) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,2fr)_minmax(0,3fr)] gap-x-3 gap-y-1.5">
      {answers.map((answer) => (
        <div key={answer.path} className="contents">
          <dt className="break-words text-muted">{answer.title}</dt>
          <dd className="break-words">
            {answer.secret ? <span title="Sealed">••••••</span> : answer.text}
            {answer.unit && !answer.secret ? ` ${answer.unit}` : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const dots = { neutral: "bg-faint", good: "bg-good", bad: "bg-bad", wait: "bg-warn" } as const;

function Activity({ entries }: { entries: readonly TimelineEntry[] }) {
  const [all, setAll] = useState(false);
  const newestFirst = entries.toReversed();
  const shown = all ? newestFirst : newestFirst.slice(0, 8);
  return (
    <>
      <ol className="space-y-2">
        {shown.map((entry) => (
          <li key={entry.seq} className="flex gap-2.5">
            <span className={classNames("mt-1.75 size-1.5 shrink-0 rounded-full", dots[entry.tone])} aria-hidden />
            <span className="min-w-0 break-words">
              {entry.sentence}{" "}
              <span className="whitespace-nowrap text-muted">
                · <Clock at={entry.at} />
              </span>
            </span>
          </li>
        ))}
      </ol>
      {entries.length > shown.length ? (
        <button type="button" className="mt-2 text-xs text-accent hover:underline" onClick={() => setAll(true)}>
          Show all {entries.length}
        </button>
      ) : null}
    </>
  );
}
