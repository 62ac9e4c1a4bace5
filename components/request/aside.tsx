"use client";
import type { ReactNode } from "react";
import { isEnding } from "#lib/core/lifecycle/states.ts";
import type { RequestView, TimelineEntry } from "#lib/views/request/shape.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Clock } from "#components/ui/time.tsx";
import { Folded } from "#components/ui/folded.tsx";
import type { RequestActions } from "./actions.ts";
import { Answers } from "./answers.tsx";
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
  // An operation often asks and yields nothing: what its offering does is not at issue there.
  const operates = request.operation !== "create";
  const yields = Object.keys(request.outputs).length;
  const asked = request.answers.length;
  return (
    <>
      {operates && yields === 0 ? null : (
        <Section title="Outputs">
          {yields === 0 ? <p className="text-muted">This offering yields none.</p> : null}
          <Outputs
            outputs={request.outputs}
            number={request.number}
            mayReveal={request.may.reveal}
            reveal={actions.revealOutput}
          />
        </Section>
      )}
      {isEnding(request.state) && request.left.length > 0 ? (
        <Section title="Exists outside">
          <LeftList left={request.left} />
        </Section>
      ) : null}
      {operates && asked === 0 ? null : (
        <Section title="Answers">
          {asked === 0 ? <p className="text-muted">This offering asks nothing.</p> : null}
          <Answers answers={request.answers} />
        </Section>
      )}
      <Section title="Activity">
        <Activity entries={request.activity} />
      </Section>
    </>
  );
}

const dots = { neutral: "bg-faint", good: "bg-good", bad: "bg-bad", wait: "bg-warn" } as const;

function Activity({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <Folded items={entries.toReversed()} most={8} of="the activity">
      {(shown) => (
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
      )}
    </Folded>
  );
}
