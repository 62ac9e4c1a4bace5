import { useMemo, useRef, useState } from "react";
import type { Form } from "#lib/core/form/form.ts";
import { settle } from "#lib/core/form/settle.ts";
import { validate } from "#lib/core/form/validate.ts";
import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { focusFirst } from "#components/form/focus.ts";
import type { Answers } from "#components/request/answer-form.tsx";

export interface ShortForm extends Answers {
  form: Form;
}

interface ShortFormGiven {
  initial: JsonObject;
  /** The form may follow from what is answered so far. */
  formOf: (answers: JsonObject) => Form;
  /** What else changes with an answer. */
  follow?: ((next: JsonObject, before: JsonObject) => JsonObject) | undefined;
}

/** A short form that begins with answers. */
export function useShortForm({ initial, formOf, follow }: ShortFormGiven): ShortForm {
  const container = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<JsonObject>(() => settle(formOf(initial), initial));
  const [tried, setTried] = useState(false);
  const form = useMemo(() => formOf(shown), [formOf, shown]);
  // A form is redrawn as a whole when it is another one: the same questions are the same form.
  const key = JSON.stringify([form.schema, form.fields]);
  const kept = useRef({ key, form });
  if (kept.current.key !== key) kept.current = { key, form };
  const asked = kept.current.form;
  const inputs = useMemo(() => settle(asked, shown), [asked, shown]);
  const issues = useMemo(() => validate(asked, inputs), [asked, inputs]);
  return {
    form: asked,
    container,
    shown,
    issues: tried ? issues : [],
    change: (values) => {
      const next = isJsonObject(values) ? values : {};
      setShown((before) => (follow ? follow(next, before) : next));
    },
    accepted: () => {
      setTried(true);
      if (issues.length === 0) return inputs;
      if (container.current) focusFirst(container.current, issues);
      return null;
    },
  };
}
