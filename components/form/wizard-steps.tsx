import { Check, CircleAlert } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import type { WizardPage } from "./pages.ts";

export type StepMark = "done" | "wrong" | "open";

/** The pages in a row; a tick where all is answered. */
export function WizardSteps({
  pages,
  shown,
  at,
  marks,
  onGo,
}: {
  pages: readonly WizardPage[];
  shown: readonly number[];
  at: number;
  marks: readonly StepMark[];
  onGo: (index: number) => void;
}) {
  return (
    <nav aria-label="Steps of this order" className="-mx-1 overflow-x-auto border-b border-line px-1">
      <ol className="flex gap-5">
        {shown.map((index) => (
          <li key={pages[index]?.slug}>
            <button
              type="button"
              aria-current={index === at ? "step" : undefined}
              onClick={() => onGo(index)}
              className={classNames(
                "-mb-px flex items-center gap-1 border-b-2 pt-1 pb-2.5 whitespace-nowrap",
                index === at ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:text-ink",
              )}
            >
              <Mark mark={marks[index] ?? "open"} />
              {pages[index]?.title}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Mark({ mark }: { mark: StepMark }) {
  if (mark === "open") return null;
  const Sign = mark === "done" ? Check : CircleAlert;
  return (
    <>
      <Sign className={classNames("size-3.5", mark === "done" ? "text-good" : "text-bad")} aria-hidden />
      <span className="sr-only">{mark === "done" ? "Answered:" : "Needs attention:"}</span>
    </>
  );
}
