import { amountOf } from "#lib/core/form/amount.ts";
import { answerGroups, byQuestion } from "#lib/core/form/answer-groups.ts";
import type { RequestView } from "#lib/views/request/shape.ts";
import { Folded, LongText } from "#components/ui/folded.tsx";

type Answer = RequestView["answers"][number];

/** So many lines of one question are shown at first: a long list would push away what follows. */
const most = 6;

/** What was answered, as the plan was made from it. */
export function Answers({ answers }: { answers: readonly Answer[] }) {
  return (
    <div className="space-y-3">
      {answerGroups(answers).map((group) => (
        <div key={group.answers[0]?.path}>
          {group.title === null ? null : <h3 className="mb-1 font-medium">{group.title}</h3>}
          <div className="space-y-1.5">
            {byQuestion(group.answers).map((held) => (
              <Folded key={held[0]?.path} items={held} most={most} of={group.title ?? held[0]?.title ?? ""}>
                {(shown) => <AnswerList answers={shown} />}
              </Folded>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function AnswerList({ answers }: { answers: readonly Answer[] }) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,2fr)_minmax(0,3fr)] gap-x-3 gap-y-1.5">
      {answers.map((answer) => (
        <div key={answer.path} className="contents">
          <dt className="break-words text-muted">{answer.title}</dt>
          <dd className="break-words whitespace-pre-wrap">
            {answer.secret ? (
              <span title="Sealed">••••••</span>
            ) : (
              <LongText text={amountOf(answer.text, answer.unit)} of={answer.title} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
