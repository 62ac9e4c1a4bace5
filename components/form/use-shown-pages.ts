import { useMemo } from "react";
import type { Form } from "#lib/core/form/form.ts";
import { askedNow } from "#lib/core/form/asked.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { WizardPage } from "./pages.ts";

/** The pages that have something to ask with these answers, by their place among all. The one that is open stays. */
export function useShownPages(
  form: Form,
  pages: readonly WizardPage[],
  inputs: JsonObject,
  open: number,
): readonly number[] {
  const asked = useMemo(() => askedNow(form, inputs), [form, inputs]);
  return useMemo(
    () =>
      pages.flatMap(({ kind, fields }, index) =>
        index === open || kind !== "questions" || fields.some((field) => asked.has(field)) ? [index] : [],
      ),
    [pages, asked, open],
  );
}
