import { useDeferredValue, useMemo, useState } from "react";
import type { JsonObject } from "#lib/core/json.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { operationsOf } from "#lib/core/offering/operations.ts";
import type { SupposedOrder } from "#lib/core/preview/supposed.ts";
import type { PreviewProps } from "./preview-props.ts";
import { usePlace } from "./use-place.ts";

/** The order that a preview is about, as it is chosen and answered there. */
export function useSupposed(offering: Offering, props: PreviewProps) {
  const { context, inputs: ordered, onInputs } = props;
  const operations = useMemo(() => operationsOf(offering), [offering]);
  const [chosen, setChosen] = useState("create");
  const operation = operations.some(({ name }) => name === chosen) ? chosen : "create";
  const [answers, setAnswers] = useState<Readonly<Record<string, JsonObject>>>({});
  const { place, choice } = usePlace(offering, props);
  const inputs = operation === "create" ? ordered : (answers[operation] ?? unanswered);
  const now = useMemo(
    (): SupposedOrder => ({ offering, operation, inputs, ordered, place, context }),
    [offering, operation, inputs, ordered, place, context],
  );
  const answer = (values: JsonObject) => {
    if (operation === "create") onInputs(values);
    else setAnswers((before) => ({ ...before, [operation]: values }));
  };
  return {
    /** A step behind while somebody types: what is drawn from it may wait, the form may not. */
    supposed: useDeferredValue(now),
    operation,
    inputs,
    answer,
    bar: { ...choice, operations, operation, onOperation: setChosen },
  };
}

const unanswered: JsonObject = {};
