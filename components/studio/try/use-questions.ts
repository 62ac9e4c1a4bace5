import { useRef } from "react";
import { flushSync } from "react-dom";
import { afterDialog } from "#components/ui/after-dialog.ts";
import { titleAt } from "#lib/core/form/title-at.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { formOf } from "#lib/core/preview/supposed.ts";
import type { Seek } from "../preview/preview-props.ts";
import type { Questions } from "./trial.ts";

/** What a first order asks, by the titles that its form shows; `show` brings the form onto the screen. */
export function useQuestions(offering: Offering | null, show: () => void) {
  const seek = useRef<Seek>(null);
  const questions: Questions | undefined = offering
    ? {
        titled: (path) => titleAt(formOf(offering, "create"), path),
        seek: (issue) => {
          // What is hidden can't be scrolled to.
          flushSync(show);
          afterDialog(() => seek.current?.(issue));
        },
      }
    : undefined;
  return { seek, questions };
}
