import { createContext, useContext } from "react";
import type { Form, FormField } from "#lib/core/form/form.ts";

/** What is being filled in, for the templates that rjsf calls. `page` names the top-level questions that are shown now. */
export interface FormInUse {
  form: Form;
  page: readonly string[];
  /** By pointer: what stands in for an answer that was just emptied. */
  empty: ReadonlyMap<string, string>;
}

export const FormInUseContext = createContext<FormInUse>({
  form: { schema: {}, pages: [], fields: {} },
  page: [],
  empty: new Map(),
});

/** What a widget has to know about the question around it. */
export interface QuestionInUse {
  field: FormField;
  label: string;
  describedBy: string | undefined;
  labelledBy: string | undefined;
  invalid: boolean;
}

export const QuestionContext = createContext<QuestionInUse>({
  field: {},
  label: "",
  describedBy: undefined,
  labelledBy: undefined,
  invalid: false,
});

export const useQuestion = (): QuestionInUse => useContext(QuestionContext);
