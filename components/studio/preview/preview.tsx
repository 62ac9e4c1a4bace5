"use client";
import { memo, type ReactNode, useDeferredValue, useImperativeHandle, useMemo } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { type Tab, Tabs } from "#components/ui/tabs.tsx";
import type { Offering } from "#lib/core/offering/document.ts";
import { FormPane } from "./form-pane.tsx";
import { kinds, kindsIn } from "./kinds.ts";
import { PlanPane } from "./plan-pane.tsx";
import { PreviewBar } from "./preview-bar.tsx";
import type { PreviewProps } from "./preview-props.ts";
import { Shield } from "./shield.tsx";
import { ThingPane } from "./thing-pane.tsx";
import { SupposedContext } from "./use-look-ahead.ts";
import { type Shown, useShown } from "./use-shown.ts";
import { useSupposed } from "./use-supposed.ts";

export type { Place, PreviewProps } from "./preview-props.ts";

/** A document as its readers will meet it: the form, the plan, and each thing that its steps make outside. */
export const Preview = memo(function Preview(props: PreviewProps) {
  const offering = useDeferredValue(props.offering);
  if (offering !== null) return <Previewed {...props} offering={offering} />;
  return (
    <div className="px-4 py-6 sm:px-6">
      <EmptyState title="Nothing to show yet">
        The form and the plan are shown here as soon as the document can be read.
      </EmptyState>
    </div>
  );
});

function Previewed(props: PreviewProps & { offering: Offering }) {
  const { offering, stale, context } = props;
  const { children = noChildren, modules = {} } = context;
  const { supposed, operation, inputs, answer, bar } = useSupposed(offering, props);
  const made = useMemo(() => kindsIn(offering, operation, children), [offering, operation, children]);
  const { shown, show, sought, mend } = useShown(made);
  useImperativeHandle(props.seek, () => (missing) => {
    bar.onOperation("create");
    mend(missing);
  });
  const within = (content: ReactNode) => (
    <div className="px-4 py-5 sm:px-6">
      <PreviewBar {...bar} />
      <Shield of={offering}>{content}</Shield>
    </div>
  );
  const form = <FormPane key={operation} {...{ offering, operation, inputs, sought }} onInputs={answer} />;
  const tabs: Tab<Shown>[] = [
    { name: "form", title: "Form", kept: true, content: within(form) },
    { name: "plan", title: "Plan", content: within(<PlanPane onMend={mend} />) },
    ...made.map((kind) => ({
      name: kind,
      title: kinds[kind].title,
      content: within(<ThingPane kind={kind} modules={modules} onMend={mend} />),
    })),
  ];
  return (
    <SupposedContext value={supposed}>
      <Tabs
        label="Preview"
        tabs={tabs}
        value={shown}
        onChange={show}
        end={stale ? "as before the errors" : <span className="max-xl:hidden">{seenBy(shown)}</span>}
        className="flex h-full min-h-0 flex-col"
        panelClass="min-h-0 flex-1 overflow-y-auto"
      />
    </SupposedContext>
  );
}

const noChildren = {};

const seenBy = (shown: Shown) =>
  shown === "form" || shown === "plan" ? "what a developer sees" : "what is made outside";
