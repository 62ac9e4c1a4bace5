"use client";
import { PlugZap } from "lucide-react";
import type { Result } from "#lib/core/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { SignedFindings } from "./findings.tsx";
import { type Probing, useProbe } from "./use-probe.ts";

export type ProbeConnection = (given: { name: string }) => Promise<Result<{ id: string }>>;

export function useConnectionProbe(name: string, probe: ProbeConnection): Probing {
  return useProbe(null, () => probe({ name }));
}

export function TestButton({ name, probing: { busy, ask } }: { name: string; probing: Probing }) {
  return (
    <Button small aria-label={`Test connection ${name}`} busy={busy} onClick={ask}>
      {busy ? null : <PlugZap className="size-3.5" aria-hidden />}
      <span>
        Test<span className="max-sm:hidden"> connection</span>
      </span>
    </Button>
  );
}

/** Who it signs in as, what that may do and what is missing; or why it does not. */
export function TestResult({ probing: { probe, busy, problem } }: { probing: Probing }) {
  if (problem) return <ProblemNotice problem={problem} className="basis-full" />;
  const [answer] = probe?.answers ?? [];
  const silent = probe?.state === "unanswered";
  return (
    <div
      role="status"
      className={busy || answer || silent ? "flex basis-full gap-2.5 border-t border-line pt-2.5" : "sr-only"}
    >
      {busy ? <p className="text-xs text-muted">An engine is asking…</p> : null}
      {!busy && silent ? <p className="text-xs">No engine has answered yet. Is one running?</p> : null}
      {!busy && answer ? <SignedFindings findings={answer.findings} /> : null}
    </div>
  );
}
