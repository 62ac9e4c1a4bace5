"use client";
import { Eye, EyeOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Json } from "#lib/core/json.ts";
import type { OutputView, RequestView, TimelineEntry } from "#lib/views/request/shape.ts";
import { classNames } from "#components/ui/class-names.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Clock } from "#components/ui/time.tsx";
import type { RequestActions } from "./actions.ts";

function asText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-6">
      <h2 className="mb-2 text-xs font-medium text-muted">{title}</h2>
      {children}
    </section>
  );
}

export function RequestAside({ request, actions }: { request: RequestView; actions: RequestActions }) {
  const outputs = Object.entries(request.outputs);
  return (
    <>
      <Section title="Outputs">
        {outputs.length === 0 ? <p className="text-muted">This offering yields none.</p> : null}
        <dl className="space-y-2.5">
          {outputs.map(([name, output]) => (
            <Output key={name} name={name} output={output} request={request} reveal={actions.revealOutput} />
          ))}
        </dl>
      </Section>
      <Section title="Answers">
        <Answers request={request} />
      </Section>
      <Section title="Activity">
        <Activity entries={request.activity} />
      </Section>
    </>
  );
}

interface OutputProps {
  name: string;
  output: OutputView;
  request: RequestView;
  reveal: RequestActions["revealOutput"];
}

function Output({ name, output, request, reveal }: OutputProps) {
  const [shown, setShown] = useState<Json | undefined>();
  const [problem, setProblem] = useState<string | null>(null);
  const value = output.secret ? shown : output.known ? output.value : undefined;
  const show = async () => {
    setProblem(null);
    const answer = await reveal({ number: request.number, output: name });
    if (answer.ok) setShown(answer.value.value);
    else setProblem(answer.problem.message);
  };
  return (
    <div className="relative pr-18">
      <dt>{output.title}</dt>
      <dd className="font-mono text-xs break-all">
        {value !== undefined ? (
          asText(value)
        ) : output.known ? (
          "••••••••"
        ) : (
          <span className="font-sans text-muted">not known yet</span>
        )}
      </dd>
      {problem ? (
        <dd className="text-xs text-bad" role="alert">
          {problem}
        </dd>
      ) : null}
      <dd className="absolute top-1 -right-2 flex">
        {output.secret && output.known && request.may.reveal ? (
          <RevealButton
            title={output.title}
            shown={shown !== undefined}
            onClick={() => (shown === undefined ? void show() : setShown(undefined))}
          />
        ) : null}
        {value !== undefined && value !== null ? <CopyButton text={asText(value)} what={output.title} /> : null}
      </dd>
    </div>
  );
}

function RevealButton({ title, shown, onClick }: { title: string; shown: boolean; onClick: () => void }) {
  const Sign = shown ? EyeOff : Eye;
  return (
    <button
      type="button"
      className="button button-quiet button-icon shrink-0"
      aria-label={shown ? `Hide ${title}` : `Show ${title}; this is recorded`}
      title={shown ? "Hide" : "Show it. Who saw it is recorded."}
      onClick={onClick}
    >
      <Sign className="size-4" aria-hidden />
    </button>
  );
}

function Answers({ request }: { request: RequestView }) {
  if (request.answers.length === 0) return <p className="text-muted">Nothing was asked.</p>;
  return (
    <dl className="grid grid-cols-[minmax(6rem,2fr)_minmax(0,3fr)] gap-x-3 gap-y-1.5">
      {request.answers.map((answer) => (
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
