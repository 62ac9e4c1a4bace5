import type { ProblemView } from "#lib/core/problem.ts";
import { Linked } from "./linked.tsx";
import { Notice } from "./notice.tsx";

/** What the server said instead of doing it. */
export function ProblemNotice({ problem, className }: { problem: ProblemView | null; className?: string }) {
  if (!problem) return null;
  return (
    <Notice tone="bad" title={<Linked text={problem.message} />} {...(className ? { className } : {})}>
      {problem.remedy}
    </Notice>
  );
}
