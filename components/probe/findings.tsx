import { CircleCheck, CircleHelp, CircleMinus, CircleX, Info, type LucideIcon } from "lucide-react";
import type { FindingLevel, Verdict } from "#lib/core/probe/finding.ts";
import type { PlacedFinding, ProbeView } from "#lib/views/probe/shape.ts";
import { classNames } from "#components/ui/class-names.ts";

const signs: Record<Verdict | FindingLevel, { icon: LucideIcon; tone: string; label: string }> = {
  ok: { icon: CircleCheck, tone: "text-good", label: "Fine" },
  note: { icon: Info, tone: "text-info", label: "Note" },
  problem: { icon: CircleX, tone: "text-bad", label: "Problem" },
  unknown: { icon: CircleHelp, tone: "text-warn", label: "Could not be asked" },
  nothing: { icon: CircleMinus, tone: "text-muted", label: "Nothing to ask" },
};

export function VerdictSign({ of }: { of: Verdict | FindingLevel }) {
  const { icon: Sign, tone, label } = signs[of];
  return <Sign className={classNames("mt-0.5 size-4 shrink-0", tone)} role="img" aria-label={label} />;
}

/** What was found about each step. */
export function Answers({ answers }: { answers: ProbeView["answers"] }) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {answers.map((answer) => (
        <li key={`${answer.operation ?? ""}/${answer.step ?? ""}`} className="flex gap-2.5 px-4 py-2.5">
          <VerdictSign of={answer.verdict} />
          <div className="min-w-0">
            <h3 className="font-medium">
              {answer.title}
              {answer.operation === undefined || answer.operation === "create" ? null : (
                <span className="font-normal text-muted"> · {answer.operation}</span>
              )}
            </h3>
            {answer.findings.length === 0 ? <p className="text-xs text-muted">Names nothing outside PAO.</p> : null}
            <Findings findings={answer.findings} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The same where each stands for itself: what works, and what is missing. */
export function SignedFindings({ findings }: { findings: readonly PlacedFinding[] }) {
  return (
    <ul className="space-y-1">
      {findings.map((finding) => (
        <li key={finding.path + finding.sentence} className="flex gap-2 text-xs">
          <VerdictSign of={finding.level} />
          <div className="min-w-0 pt-0.5">
            <p>{finding.sentence}</p>
            {finding.remedy === undefined ? null : <p className="text-muted">{finding.remedy}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}

interface FindingsProps {
  findings: readonly PlacedFinding[];
  /** Where the text is open: goes to the line of a finding. */
  goTo?: ((line: number) => void) | undefined;
}

export function Findings({ findings, goTo }: FindingsProps) {
  return (
    <ul className="space-y-1">
      {findings.map((finding) => (
        <li key={finding.path + finding.sentence} className="text-xs">
          <p className={finding.level === "ok" || finding.level === "nothing" ? "text-muted" : ""}>
            {finding.sentence}
            {finding.line === undefined || finding.level === "ok" ? null : (
              <Line line={finding.line} path={finding.path} goTo={goTo} />
            )}
          </p>
          {finding.remedy === undefined ? null : <p className="text-muted">{finding.remedy}</p>}
        </li>
      ))}
    </ul>
  );
}

interface LineProps extends Pick<FindingsProps, "goTo"> {
  line: number;
  path: string;
}

function Line({ line, path, goTo }: LineProps) {
  const look = "ml-1.5 whitespace-nowrap";
  if (goTo)
    return (
      <button type="button" className={`${look} link`} title={path} onClick={() => goTo(line)}>
        line {line}
      </button>
    );
  return (
    <span className={`${look} text-muted`} title={path}>
      line {line}
    </span>
  );
}
