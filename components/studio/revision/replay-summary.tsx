import type { ReplayView } from "#lib/views/studio/compare-shape.ts";
import { NearLink } from "#components/ui/near-link.tsx";
import { classNames } from "#components/ui/class-names.ts";

const parts = [
  { outcome: "valid", label: "still valid", bar: "bg-good", text: "text-good" },
  { outcome: "asks", label: "need an answer", bar: "bg-warn", text: "text-warn" },
  { outcome: "fails", label: "would fail", bar: "bg-bad", text: "text-bad" },
] as const;

/** What past orders would come to with this document, by which questions, and what runs now. */
export function ReplaySummary({ replay }: { replay: ReplayView }) {
  return (
    <div className="space-y-3">
      {replay.over === 0 ? (
        <p className="text-muted">{noneText(replay)}</p>
      ) : (
        <>
          <p>{overText(replay)}</p>
          <Shares replay={replay} />
          <Already already={replay.already} hindered={replay.asks + replay.fails} />
          {replay.questions.length === 0 ? null : <Questions questions={replay.questions} />}
        </>
      )}
      <p className="text-muted">{runningText(replay)}</p>
    </div>
  );
}

const noneText = ({ everyones }: ReplayView) =>
  everyones
    ? "Nobody has ordered it yet, so there is no past order to hold against it."
    : "You see no past order of it that could be held against it.";

function overText({ over, orders, everyones }: ReplayView): string {
  const all =
    over === orders ? (over === 1 ? "The one order" : `All ${over} orders`) : `The newest ${over} of ${orders} orders`;
  const seen = everyones ? "" : " that you may see";
  return `${all} of the past${seen}, made again just as ${over === 1 ? "it was" : "they were"}:`;
}

/** What changes nothing for them: they are refused as things are. */
function Already({ already, hindered }: { already: ReplayView["already"]; hindered: number }) {
  if (!already || already.count === 0) return null;
  const { count, revision } = already;
  const some =
    count === hindered
      ? count === 1
        ? "It is"
        : `All ${count} are`
      : `${count} of these ${hindered} ${count === 1 ? "is" : "are"}`;
  return (
    <p className="text-muted">
      {some} not valid with revision {revision} either.
    </p>
  );
}

function Shares({ replay }: { replay: ReplayView }) {
  return (
    <>
      <div aria-hidden className="flex h-2 gap-0.5 overflow-hidden rounded-full">
        {parts.map(({ outcome, bar }) =>
          replay[outcome] === 0 ? null : (
            <span key={outcome} className={classNames("min-w-1", bar)} style={{ flexGrow: replay[outcome] }} />
          ),
        )}
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {parts.map(({ outcome, label, text }) => (
          <li key={outcome} className={replay[outcome] === 0 ? "text-muted" : undefined}>
            <span className={classNames("font-semibold tabular-nums", replay[outcome] > 0 && text)}>
              {replay[outcome]}
            </span>{" "}
            {label}
          </li>
        ))}
      </ul>
    </>
  );
}

const words = {
  fails: "would fail",
  asks: "need an answer",
  dropped: "gave an answer that is not asked any more",
} as const;
const one = {
  fails: "would fail",
  asks: "needs an answer",
  dropped: "gave an answer that is not asked any more",
} as const;

function Questions({ questions }: Pick<ReplayView, "questions">) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line">
      {questions.map(({ outcome, question, sentence, count, examples }) => (
        <li key={`${outcome} ${question}`} className="px-3 py-2">
          <p>
            <code className="font-mono text-xs">{question}</code>{" "}
            <span className="text-muted">
              · {count} {count === 1 ? one[outcome] : words[outcome]}
            </span>
          </p>
          {outcome === "dropped" ? null : <p className="text-muted">{sentence}</p>}
          {examples.length === 0 || outcome === "dropped" ? null : (
            <p className="mt-0.5 flex flex-wrap gap-x-2 text-xs">
              {examples.map((number) => (
                <NearLink key={number} href={`/requests/${number}`} className="link py-0.5 tabular-nums">
                  {number}
                </NearLink>
              ))}
              {count > examples.length ? (
                <span className="py-0.5 text-muted">and {count - examples.length} more</span>
              ) : null}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

const and = new Intl.ListFormat("en", { style: "long", type: "conjunction" });

/** `3 requests run now and stay on their revision: 2 on revision 1 and 1 on revision 2.` */
function runningText({ running, everyones }: ReplayView): string {
  const all = running.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return everyones ? "No request runs now." : "You see no request of it that runs now.";
  const [only, ...others] = running;
  if (only && others.length === 0)
    return `${all === 1 ? "One request runs now and stays" : `${all} requests run now and stay`} on revision ${only.revision}.`;
  const each = running.map(({ revision, count }) => `${count} on revision ${revision}`);
  return `${all} requests run now and stay on their revision: ${and.format(each)}.`;
}
