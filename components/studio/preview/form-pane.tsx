import { memo, useMemo } from "react";
import { OfferingForm } from "#components/form/offering-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { formOf } from "#lib/core/preview/supposed.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";

interface FormPaneProps {
  offering: Offering;
  operation: string;
  /** What it begins with. */
  inputs: JsonObject;
  onInputs: (inputs: JsonObject) => void;
  /** The question that somebody was led to. */
  sought: readonly Issue[];
}

const nowhere = {
  projects: [{ name: "here", title: "Here", team: "here" }],
  environments: [{ name: "here", title: "Here" }],
};
const orderNothing = () => Promise.resolve(false);

/** The form as a developer sees it, but for where: that is chosen above all panes. */
export function FormPane({ offering, operation, inputs, onInputs, sought }: FormPaneProps) {
  const form = useForm(offering, operation);
  if (form.pages.every(({ fields }) => fields.length === 0))
    return <p className="text-muted">Nothing is asked: it can be ordered as it is.</p>;
  return (
    <OfferingForm
      form={form}
      where={nowhere}
      placed
      initial={{ inputs }}
      onChange={(state) => onInputs(state.inputs)}
      review={null}
      renderSubmit={() => <Preview />}
      onSubmit={orderNothing}
      problems={sought}
    />
  );
}

const Preview = memo(function Preview() {
  return (
    <>
      <Button tone="primary" disabled>
        Order
      </Button>
      <p className="self-center text-xs text-muted">This is a preview: nothing is ordered from here.</p>
    </>
  );
});

/** The same object as long as the document asks the same: what else is written does not draw the form anew. */
function useForm(offering: Offering, operation: string) {
  const { inputs, ui } = operation === "create" ? offering : (offering.operations[operation] ?? {});
  const asked = JSON.stringify([operation, inputs ?? null, ui ?? null]);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the text stands for what is asked
  return useMemo(() => formOf(offering, operation), [asked]);
}
