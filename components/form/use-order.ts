import { useCallback, useEffect, useMemo, useState } from "react";
import { amountOf } from "#lib/core/form/amount.ts";
import { answersForDisplay } from "#lib/core/form/answers.ts";
import type { Form } from "#lib/core/form/form.ts";
import { splitSecrets } from "#lib/core/form/secrets.ts";
import { givenAnswers } from "#lib/core/form/given.ts";
import { settle } from "#lib/core/form/settle.ts";
import { validate } from "#lib/core/form/validate.ts";
import { at, canonical } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { keepCleared } from "./cleared.ts";
import { clearDraft, readDraft, saveDraft } from "./draft.ts";
import type { InitialOrder, OrderState, Where } from "./order.ts";
import { useDraftInUse } from "./use-draft-in-use.ts";
import type { Turned } from "./use-turned.ts";

interface Entries {
  project: string | null;
  environment: string | null;
  /** What the controls show. */
  shown: JsonObject;
  /** What would be sent. */
  inputs: JsonObject;
  /** Answers to questions that the form no longer asks: they may come back while its document is being written. */
  gone: JsonObject;
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
  /** By pointer: the default that stands in for an answer that was just emptied, as a person reads it. */
  empty: ReadonlyMap<string, string>;
  startOver: () => void;
  /** What sending it answered: the request's number; false keeps the draft. */
  sent: (answer: string | boolean | void) => void;
  /** It was sent from here, and the page is about to be left. */
  gone: boolean;
  /** What this draft became, in whichever tab. */
  ordered: string | null;
  /** The same, read now. */
  orderedAs: () => string | null;
  /** Another order with the same answers. */
  orderAnother: () => void;
}

interface OrderOptions {
  form: Form;
  where: Where;
  draftKey: string | undefined;
  revision: number | null;
  initial: InitialOrder | undefined;
  turned: Turned;
}

export function useOrder({ form, where, draftKey, revision, initial, turned }: OrderOptions): OrderInUse {
  const [entries, setEntries] = useState(() => begin(form, where, initial));
  useChange(form, (earlier) => setEntries((before) => askedAnew(earlier, form, before)));
  const [restored, setRestored] = useState<OrderInUse["restored"]>(null);
  const draftInUse = useDraftInUse(draftKey);
  const { id, ordered } = draftInUse;
  const begunFrom = useMemo(() => beginning(form, initial), [form, initial]);

  // Only the browser knows its drafts, so what the server drew is replaced once it is there.
  useEffect(() => {
    const draft = draftKey === undefined ? null : readDraft(draftKey);
    if (draft === null || (begunFrom !== null && draft.begunFrom !== begunFrom)) return;
    setEntries(begin(form, where, present(draft)));
    draftInUse.pickUp(draft.id);
    turned.restore(draft.turned);
    setRestored(draft.revision === revision ? "same" : "earlier");
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once per draft: a later render must not bring it back
  }, [draftKey]);

  const { project, environment, inputs, shown, changed } = entries;
  const kept = (changed || restored === "same") && ordered === null;
  const { slugs } = turned;
  useEffect(() => {
    const { open } = splitSecrets(form, inputs);
    if (kept && draftKey !== undefined)
      saveDraft(draftKey, { id, revision, project, environment, inputs: open, begunFrom, turned: slugs });
  }, [form, draftKey, id, revision, project, environment, inputs, begunFrom, kept, slugs]);
  const empty = useMemo(() => standingIn(form, shown, inputs), [form, shown, inputs]);

  const state = useOrderState(form, entries);
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
    empty,
    gone: draftInUse.gone,
    ordered,
    orderedAs: draftInUse.orderedAs,
    orderAnother: draftInUse.renew,
    startOver: () => {
      if (draftKey !== undefined) clearDraft(draftKey);
      setRestored(null);
      draftInUse.renew();
      setEntries(begin(form, where, initial));
    },
    sent: (answer) => {
      if (answer === false) return;
      if (draftKey !== undefined) clearDraft(draftKey);
      if (typeof answer === "string") draftInUse.becomes(answer);
      setRestored(null);
      setEntries((before) => ({ ...before, changed: false }));
    },
  };
}

/** The form is another one, as while its document is being written. */
function useChange(form: Form, changed: (earlier: Form) => void) {
  const [asked, setAsked] = useState(form);
  if (asked === form) return;
  setAsked(form);
  changed(asked);
}

function useOrderState(form: Form, { project, environment, inputs }: Entries): OrderState {
  const issues = useMemo(() => validate(form, inputs), [form, inputs]);
  const valid = project !== null && environment !== null && issues.length === 0;
  return useMemo(
    () => ({ project, environment, inputs, issues, valid }),
    [project, environment, inputs, issues, valid],
  );
}

const nothingEmpty: ReadonlyMap<string, string> = new Map();

function standingIn(form: Form, shown: JsonObject, inputs: JsonObject): ReadonlyMap<string, string> {
  if (shown === inputs) return nothingEmpty;
  const emptied = answersForDisplay(form, inputs).filter(({ path }) => at(shown, path) === undefined);
  return new Map(emptied.map(({ path, text, unit }) => [path, amountOf(text, unit)]));
}

function begin(form: Form, where: Where, initial: InitialOrder | undefined): Entries {
  const inputs = settle(form, initial?.inputs ?? {});
  return {
    project: known(where.projects, initial?.project),
    environment: known(where.environments, initial?.environment),
    shown: inputs,
    inputs,
    gone: {},
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

/** What was answered stays through a change of the form; a default that stood in for an answer does not. */
function askedAnew(earlier: Form, form: Form, before: Entries): Entries {
  const given = givenAnswers(earlier, before.inputs);
  const asks = new Set(form.pages.flatMap(({ fields }) => fields));
  const answers = { ...before.gone, ...given };
  const gone = Object.fromEntries(Object.entries(answers).filter(([question]) => !asks.has(question)));
  const inputs = settle(form, answers);
  return { ...before, inputs, shown: inputs, gone };
}

function answered(form: Form, before: Entries, values: unknown): Entries {
  const settled = settle(form, values);
  const inputs = canonical(settled) === canonical(before.inputs) ? before.inputs : settled;
  const shown = keepCleared(before.shown, values, inputs);
  // The form reports what it was given when it appears; that is no change.
  if (inputs === before.inputs && canonical(shown) === canonical(before.shown)) return before;
  return { ...before, inputs, shown, changed: true };
}
