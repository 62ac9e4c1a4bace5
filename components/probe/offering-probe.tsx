"use client";
import { PlugZap } from "lucide-react";
import type { ProbeView } from "#lib/views/probe/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { Answers } from "./findings.tsx";
import { type AskProbe, useProbe } from "./use-probe.ts";

export interface OfferingProbeProps {
  latest: ProbeView | null;
  ask: AskProbe;
}

/** For those who keep the offering: is what its steps name there outside? */
export function OfferingProbe({ latest, ask: askProbe }: OfferingProbeProps) {
  const { probe, busy, problem, ask } = useProbe(latest, askProbe);
  const answered = probe?.state === "answered" && !busy;
  return (
    <section aria-label="Checked against the outside" aria-busy={busy} className="card mb-6 overflow-hidden">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
        <PlugZap className="size-4 shrink-0 text-muted" aria-hidden />
        <p role="status" className="min-w-0 flex-[1_1_14rem] text-xs text-muted">
          <Summary probe={probe} busy={busy} />
        </p>
        <Button small busy={busy} onClick={ask}>
          {answered ? "Check again" : "Check against the outside"}
        </Button>
      </div>
      {problem ? <ProblemNotice problem={problem} className="m-3 mt-0" /> : null}
      {answered ? (
        <details open={probe.answers.some(({ verdict }) => verdict === "problem")} className="group">
          <summary className="border-t border-line px-4 py-2 text-xs text-accent marker:content-none hover:underline">
            <span className="group-open:hidden">Show what was asked</span>
            <span className="hidden group-open:inline">Hide what was asked</span>
          </summary>
          <Answers answers={probe.answers} />
        </details>
      ) : null}
    </section>
  );
}

function Summary({ probe, busy }: { probe: ProbeView | null; busy: boolean }) {
  if (busy) return "Asking what the steps name outside…";
  if (probe === null) return "Are the projects, workflows and fields that its steps name there? Nothing is changed.";
  if (probe.state !== "answered") return "No engine has answered yet. Is one running?";
  return (
    <>
      <span className="text-ink">{outcome(probe.answers)}</span> Checked{" "}
      <RelativeTime at={probe.answeredAt ?? probe.askedAt} /> by {probe.askedBy}.
    </>
  );
}

function outcome(answers: ProbeView["answers"]): string {
  const count = (level: string) =>
    answers.flatMap(({ findings }) => findings).filter((finding) => finding.level === level).length;
  const problems = count("problem");
  if (problems > 0) return problems === 1 ? "One problem outside." : `${problems} problems outside.`;
  if (answers.every(({ verdict }) => verdict === "nothing")) return "Its steps name nothing outside PAO.";
  return count("unknown") > 0 ? "No problem was found; not all could be asked." : "All that its steps name is there.";
}
