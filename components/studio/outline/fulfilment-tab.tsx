"use client";
import { ListOrdered } from "lucide-react";
import { useState } from "react";
import { linesThatRead } from "#lib/core/offering/edit/question.ts";
import { withItemMoved, withoutStep } from "#lib/core/offering/edit/step.ts";
import type { OutlinePart } from "#lib/core/offering/outline/outline.ts";
import type { OutlineStep, OutlineWay } from "#lib/core/offering/outline/steps.ts";
import type { Json } from "#lib/core/json.ts";
import { OutlineFrame } from "./outline-frame.tsx";
import { OutlineList } from "./outline-list.tsx";
import type { OutlineProps } from "./outline-props.ts";
import { OutlineRow } from "./outline-row.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { StepDialog } from "./step-dialog.tsx";
import { StepLine } from "./step-line.tsx";
import { useEdit } from "./use-edit.tsx";

/** What is done for an order, in order: by what, after what, and who waits for it. */
export function FulfilmentTab(props: OutlineProps) {
  return (
    <OutlineFrame {...props}>
      {(part, value) => <Steps key={part.operation ?? ""} {...props} part={part} value={value} />}
    </OutlineFrame>
  );
}

type Open =
  | { kind: "add" }
  | { kind: "change"; step: OutlineStep; way?: OutlineWay }
  | { kind: "remove"; step: OutlineStep };

function Steps({ part, value, ...props }: OutlineProps & { part: OutlinePart; value: Json }) {
  const { source, onChange, onGoTo, readOnly } = props;
  const [open, setOpen] = useState<Open | null>(null);
  const { failure, apply } = useEdit(onChange);
  const close = () => setOpen(null);
  const actionsOf = (step: OutlineStep, at: number) => ({
    edit: step.ways.length > 1 ? undefined : () => setOpen({ kind: "change", step }),
    up: at > 0 ? () => apply(() => withItemMoved(source, step.path, -1)) : undefined,
    down: at < part.steps.length - 1 ? () => apply(() => withItemMoved(source, step.path, 1)) : undefined,
    remove: () => setOpen({ kind: "remove", step }),
    more:
      step.ways.length > 1
        ? step.ways.map((way, position) => ({
            title: `Change way ${position + 1}: ${way.title}`,
            act: () => setOpen({ kind: "change", step, way }),
          }))
        : [],
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
          >
            <StepLine step={step} />
          </OutlineRow>
        ))}
      />
      {failure}
      {open?.kind === "remove" ? (
        <RemoveDialog
          what={`the step “${open.step.title}”`}
          lines={linesThatRead(source, "steps", open.step.id)}
          edit={() => withoutStep(source, open.step.path)}
          {...{ onChange, close }}
        />
      ) : null}
      {open?.kind === "add" || open?.kind === "change" ? (
        <StepDialog
          {...props}
          {...{ part, value, close }}
          {...(open.kind === "change" ? { step: open.step, way: open.way } : {})}
        />
      ) : null}
    </>
  );
}
