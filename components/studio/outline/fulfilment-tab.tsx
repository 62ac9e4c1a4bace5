"use client";
import { ListOrdered, Zap } from "lucide-react";
import { useState } from "react";
import { withItemMoved } from "#lib/core/offering/edit/step.ts";
import { automationLevel } from "#lib/core/offering/automation.ts";
import { kindsOf, type PathRevision, stagesOf } from "#lib/core/offering/automation-path.ts";
import { byHand } from "#lib/core/offering/outline/automate.ts";
import type { OutlinePart } from "#lib/core/offering/outline/outline.ts";
import type { OutlineStep, OutlineWay } from "#lib/core/offering/outline/steps.ts";
import type { Json } from "#lib/core/json.ts";
import { AutomationPath } from "#components/catalog/automation-path.tsx";
import { OutlineFrame } from "./outline-frame.tsx";
import { OutlineList } from "./outline-list.tsx";
import type { OutlineProps } from "./outline-props.ts";
import { OutlineRow, type RowActions } from "./outline-row.tsx";
import { OpenStep, type StepOpen } from "./open-step.tsx";
import { StepLine } from "./step-line.tsx";
import { useEdit } from "./use-edit.tsx";

/** What is done for an order, in order: by what, after what, and who waits for it. */
export function FulfilmentTab(props: OutlineProps) {
  return (
    <OutlineFrame {...props}>
      {(part, value) => (
        <>
          <Steps key={part.operation ?? ""} {...props} part={part} value={value} />
          {part.operation === undefined ? (
            <AutomationPath path={props.path} draft={aheadOf(props)} className="px-4 pb-6 sm:px-6" />
          ) : null}
        </>
      )}
    </OutlineFrame>
  );
}

/** How the draft is fulfilled, where that is not as the last stage says. */
function aheadOf({ offering, path }: OutlineProps): PathRevision | null {
  if (!offering) return null;
  const draft = {
    number: (path.at(-1)?.last ?? 0) + 1,
    level: automationLevel(offering),
    kinds: kindsOf(offering.fulfillment.steps),
  };
  return stagesOf([...path.slice(-1), draft]).length === 1 ? null : draft;
}

function Steps({ part, value, ...props }: OutlineProps & { part: OutlinePart; value: Json }) {
  const { source, onChange, onGoTo, readOnly } = props;
  const [open, setOpen] = useState<StepOpen | null>(null);
  const { failure, apply } = useEdit(onChange);
  const actionsOf = (step: OutlineStep, at: number): RowActions => ({
    ...changes(step, setOpen),
    up: at > 0 ? () => apply(() => withItemMoved(source, step.path, -1)) : undefined,
    down: at < part.steps.length - 1 ? () => apply(() => withItemMoved(source, step.path, 1)) : undefined,
  });
  return (
    <>
      <OutlineList
        label="Steps"
        verb="Add a step"
        onAdd={readOnly ? undefined : () => setOpen({ kind: "add" })}
        empty={{
          icon: <ListOrdered className="size-5" aria-hidden />,
          title: "Nothing is done yet",
          words:
            "A step opens a ticket, runs a module or calls an API. Begin with a ticket; it can be automated later.",
        }}
        rows={part.steps.map((step, at) => (
          <OutlineRow
            key={step.path.join("/")}
            name={step.title}
            onGo={() => onGoTo(step.line, step.column)}
            actions={readOnly ? undefined : actionsOf(step, at)}
            foot={readOnly ? null : <Automate step={step} open={setOpen} />}
          >
            <StepLine step={step} first={at === 0} />
          </OutlineRow>
        ))}
      />
      {failure}
      {open ? <OpenStep {...props} {...{ part, value, open }} close={() => setOpen(null)} /> : null}
    </>
  );
}

/** A step with several ways is changed way by way. */
function changes(step: OutlineStep, open: (what: StepOpen) => void): Pick<RowActions, "edit" | "remove" | "more"> {
  const remove = () => open({ kind: "remove", step });
  const change = (way: OutlineWay) => () => open({ kind: "change", step, way });
  const [only, ...others] = step.ways;
  if (only && others.length === 0) return { edit: change(only), remove };
  const more = step.ways.map((way, at) => ({ title: `Change way ${at + 1}: ${way.title}`, act: change(way) }));
  return { edit: undefined, remove, more };
}

/** What people do can be automated, each ticket on its own. */
function Automate({ step, open }: { step: OutlineStep; open: (what: StepOpen) => void }) {
  const tickets = step.ways.filter(({ uses }) => byHand(uses));
  return tickets.map((way) => (
    <button
      key={way.path.join("/")}
      type="button"
      className="mb-1.5 ml-3 inline-flex min-h-6 items-center gap-1.5 text-xs font-medium text-accent hover:underline"
      onClick={() => open({ kind: "automate", step, way })}
    >
      <Zap className="size-3.5" aria-hidden />
      Automate {step.ways.length === 1 ? "this step" : `the way by ${way.title}`}{" "}
      <span className="sr-only">{` of ${step.title}`}</span>
    </button>
  ));
}
