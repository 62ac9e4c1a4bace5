"use client";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import type { Issue } from "#lib/core/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { Checked } from "./use-check.ts";

interface ProblemListProps {
  checked: Checked;
  /** Shows the place of a problem. */
  onGo?: ((issue: Issue) => void) | undefined;
  /** Puts its fix into the text. */
  onFix?: ((issue: Issue) => void) | undefined;
}

/** More would only push the first ones out of sight. */
const most = 100;

/** What is wrong with the document, each with its place and, where it is sure, its fix. */
export function ProblemList({ checked, onGo, onFix }: ProblemListProps) {
  const { issues, state } = checked;
  if (state === "failed")
    return (
      <Nothing tone="text-bad">The check could not be loaded. Reload the page; nothing of the text is lost.</Nothing>
    );
  if (checked.source === null) return <Nothing tone="text-muted">Checking…</Nothing>;
  if (issues.length === 0)
    return (
      <Nothing tone="text-good">
        <CircleCheck className="size-4 shrink-0" aria-hidden /> No problems.
      </Nothing>
    );
  return (
    <ul aria-label="Problems" className="divide-y divide-line">
      {issues.slice(0, most).map((issue, position) => (
        <Problem key={`${position} ${issue.path}`} issue={issue} onGo={onGo} onFix={onFix} />
      ))}
      {issues.length > most ? (
        <li className="px-4 py-2 text-xs text-muted">{issues.length - most} more below these.</li>
      ) : null}
    </ul>
  );
}

function Nothing({ tone, children }: { tone: string; children: React.ReactNode }) {
  return <p className={classNames("flex items-center gap-2 px-4 py-2 text-xs", tone)}>{children}</p>;
}

function Problem({ issue, onGo, onFix }: { issue: Issue } & Pick<ProblemListProps, "onGo" | "onFix">) {
  const bad = issue.severity === "error";
  const Icon = bad ? CircleX : TriangleAlert;
  const place = `${issue.line ?? 1}:${issue.column ?? 1}`;
  return (
    <li className="flex items-start gap-2 px-4 py-1.5 text-xs">
      <Icon className={classNames("mt-0.5 size-4 shrink-0", bad ? "text-bad" : "text-warn")} aria-hidden />
      <span className="sr-only">{bad ? "Error" : "Warning"}</span>
      {onGo ? (
        <button
          type="button"
          className="shrink-0 rounded font-mono text-muted hover:text-ink hover:underline"
          aria-label={`Go to line ${issue.line ?? 1}, column ${issue.column ?? 1}`}
          onClick={() => onGo(issue)}
        >
          {place}
        </button>
      ) : (
        <span className="shrink-0 font-mono text-muted">{place}</span>
      )}
      <span className={classNames("min-w-0 flex-1 wrap-anywhere", bad ? "text-bad" : "text-warn")}>
        {issue.message}
      </span>
      {issue.fix && onFix ? (
        <Button
          tone="quiet"
          small
          className="-my-1 shrink-0 text-accent"
          title={issue.fix.title}
          aria-label={`Fix: ${issue.fix.title}`}
          onClick={() => onFix(issue)}
        >
          Fix
        </Button>
      ) : null}
    </li>
  );
}
