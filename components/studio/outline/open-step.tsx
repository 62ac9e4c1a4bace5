import dynamic from "next/dynamic";
import { linesThatRead } from "#lib/core/offering/edit/question.ts";
import { withoutStep } from "#lib/core/offering/edit/step.ts";
import type { OutlinePart } from "#lib/core/offering/outline/outline.ts";
import type { OutlineStep, OutlineWay } from "#lib/core/offering/outline/steps.ts";
import type { Json } from "#lib/core/json.ts";
import type { OutlineProps } from "./outline-props.ts";
import { RemoveDialog } from "./remove-dialog.tsx";
import { StepDialog } from "./step-dialog.tsx";

/** It checks what it is about to write, and the check is larger than all the rest of the page. */
const AutomateDialog = dynamic(() => import("./automate-dialog.tsx").then((module) => module.AutomateDialog), {
  ssr: false,
});

/** What is open about the steps. */
export type StepOpen =
  | { kind: "add" }
  | { kind: "change" | "automate"; step: OutlineStep; way: OutlineWay }
  | { kind: "remove"; step: OutlineStep };

interface OpenProps extends OutlineProps {
  part: OutlinePart;
  value: Json;
  open: StepOpen;
  close: () => void;
}

export function OpenStep({ open, ...props }: OpenProps) {
  const { source } = props;
  if (open.kind === "add") return <StepDialog {...props} />;
  const { step } = open;
  if (open.kind === "change") return <StepDialog {...props} {...{ step }} way={open.way} />;
  if (open.kind === "automate") return <AutomateDialog {...props} {...{ step }} way={open.way} />;
  return (
    <RemoveDialog
      {...props}
      what={`the step “${step.title}”`}
      lines={linesThatRead(source, "steps", step.id)}
      edit={() => withoutStep(source, step.path)}
    />
  );
}
