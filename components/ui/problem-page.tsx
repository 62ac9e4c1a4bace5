import Link from "next/link";
import type { ReactNode } from "react";
import type { ProblemView } from "#lib/core/problem.ts";
import { buttonClass } from "./button.tsx";

/** A page that cannot show what was asked for: what happened, and what to do next. */
export function MessagePage({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="mx-auto flex min-h-[70dvh] max-w-md flex-col items-start justify-center px-6 py-16">
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <div className="mt-2 space-y-2 text-base text-muted">{children}</div>
      <div className="mt-6 flex flex-wrap gap-2">
        {action}
        <Link href="/" className={buttonClass(action ? "plain" : "primary")}>
          Open the catalog
        </Link>
      </div>
    </div>
  );
}

export function ProblemPage({ problem }: { problem: ProblemView }) {
  return (
    <MessagePage title={problem.message}>
      <p>{problem.remedy ?? "If you think this is wrong, ask the people who run PAO."}</p>
    </MessagePage>
  );
}
