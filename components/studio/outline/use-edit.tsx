import { type ReactNode, useState } from "react";
import { Notice } from "#components/ui/notice.tsx";
import { edited } from "./edited.ts";

/** An edit by a single click, and what is said when it can't be made. */
export function useEdit(onChange: (source: string) => void): {
  failure: ReactNode;
  apply: (edit: () => string) => void;
} {
  const [failed, setFailed] = useState<{ message: string; remedy?: string | undefined } | null>(null);
  const apply = (edit: () => string) => {
    const outcome = edited(edit);
    setFailed("problem" in outcome ? outcome.problem : null);
    if ("made" in outcome) onChange(outcome.made);
  };
  const failure = failed ? (
    <Notice tone="bad" title={failed.message} className="mx-4 mb-4">
      {failed.remedy}
    </Notice>
  ) : null;
  return { failure, apply };
}
