import { useCallback, useEffect, useMemo, useState } from "react";
import type { Form } from "#lib/core/form/form.ts";
import { splitSecrets } from "#lib/core/form/secrets.ts";
import { settle } from "#lib/core/form/settle.ts";
import { validate } from "#lib/core/form/validate.ts";
import { canonical } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { keepCleared } from "./cleared.ts";
import { clearDraft, readDraft, saveDraft } from "./draft.ts";
import type { InitialOrder, OrderState, Where } from "./order.ts";

interface Entries {
  project: string | null;
  environment: string | null;
  /** What the controls show. */
  shown: JsonObject;
  /** What would be sent. */
  inputs: JsonObject;
  /** Has anybody changed anything? Only then is there something to keep. */
  changed: boolean;
}

export interface OrderInUse {
  state: OrderState;
  shown: JsonObject;
  /** The draft that was found when the page opened. */
  restored: "same" | "earlier" | null;
  choose: (where: { project?: string | null; environment?: string | null }) => void;
  answer: (values: unknown) => void;
  /** A field was left: its default stands again. */
  leave: () => void;
  startOver: () => void;
  sent: () => void;
}

interface OrderOptions {
  form: Form;
  where: Where;
  draftKey: string;
  revision: number | null;
  initial: InitialOrder | undefined;
}

export function useOrder({ form, where, draftKey, revision, initial }: OrderOptions): OrderInUse {
  const [entries, setEntries] = useState(() => begin(form, where, initial));
  const [restored, setRestored] = useState<OrderInUse["restored"]>(null);
  const begunFrom = useMemo(() => beginning(form, initial), [form, initial]);

  // Only the browser knows its drafts, so what the server drew is replaced once it is there.
  useEffect(() => {
    const draft = readDraft(draftKey);
    if (draft === null || (begunFrom !== null && draft.begunFrom !== begunFrom)) return;
    setEntries(begin(form, where, present(draft)));
    setRestored(draft.revision === revision ? "same" : "earlier");
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once per draft: a later render must not bring it back
  }, [draftKey]);

  const { project, environment, inputs, changed } = entries;
  useEffect(() => {
    if (changed)
      saveDraft(draftKey, { revision, project, environment, inputs: splitSecrets(form, inputs).open, begunFrom });
  }, [form, draftKey, revision, project, environment, inputs, begunFrom, changed]);

  const issues = useMemo(() => validate(form, inputs), [form, inputs]);
  const state = useMemo(
    () => ({
      project,
      environment,
      inputs,
      issues,
      valid: project !== null && environment !== null && issues.length === 0,
    }),
    [project, environment, inputs, issues],
  );
  const answer = useCallback((values: unknown) => setEntries((before) => answered(form, before, values)), [form]);
  const leave = useCallback(
    () => setEntries((before) => (before.shown === before.inputs ? before : { ...before, shown: before.inputs })),
    [],
  );
  return {
    state,
    shown: entries.shown,
    restored,
    choose: (next) => setEntries((before) => ({ ...before, ...next, changed: true })),
    answer,
    leave,
    startOver: () => {
      clearDraft(draftKey);
      setRestored(null);
      setEntries(begin(form, where, initial));
    },
    sent: () => {
      clearDraft(draftKey);
      setEntries((before) => ({ ...before, changed: false }));
    },
  };
}

function begin(form: Form, where: Where, initial: InitialOrder | undefined): Entries {
  const inputs = settle(form, initial?.inputs ?? {});
  return {
    project: known(where.projects, initial?.project),
    environment: known(where.environments, initial?.environment),
    shown: inputs,
    inputs,
    changed: false,
  };
}

function beginning(form: Form, initial: InitialOrder | undefined): string | null {
  return initial?.inputs === undefined ? null : canonical(splitSecrets(form, initial.inputs).open);
}

/** What was chosen, while it still exists; the only one when there is no choice. */
function known(options: readonly { name: string }[], chosen: string | undefined): string | null {
  if (options.some((option) => option.name === chosen)) return chosen ?? null;
  return options.length === 1 ? (options[0]?.name ?? null) : null;
}

function present({
  project,
  environment,
  inputs,
}: {
  project: string | null;
  environment: string | null;
  inputs: JsonObject;
}): InitialOrder {
  return { inputs, ...(project === null ? {} : { project }), ...(environment === null ? {} : { environment }) };
}

function answered(form: Form, before: Entries, values: unknown): Entries {
  const settled = settle(form, values);
  const inputs = canonical(settled) === canonical(before.inputs) ? before.inputs : settled;
  const shown = keepCleared(before.shown, values, inputs);
  // The form reports what it was given when it appears; that is no change.
  if (inputs === before.inputs && canonical(shown) === canonical(before.shown)) return before;
  return { ...before, inputs, shown, changed: true };
}
