import { useState } from "react";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";
import type { OutlinePart } from "#lib/core/offering/outline/outline.ts";
import type { OutlineStep, OutlineWay } from "#lib/core/offering/outline/steps.ts";
import type { Json } from "#lib/core/json.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { AdapterChoice } from "./adapter-choice.tsx";
import type { OutlineProps } from "./outline-props.ts";
import { StepForm } from "./step-form.tsx";

export interface StepDialogProps extends OutlineProps {
  value: Json;
  part: OutlinePart;
  /** Left out for a new one. */
  step?: OutlineStep | undefined;
  /** Of a step with several ways, the one that changes. */
  way?: OutlineWay | undefined;
  close: () => void;
}

/** What a step does, and when; for a new one, first by what. */
export function StepDialog(props: StepDialogProps) {
  const { step, way = step?.ways[0], close } = props;
  const [chosen, choose] = useState<AdapterKind | undefined>(way?.uses);
  if (chosen) return <StepForm {...props} uses={chosen} title={titleOf(step, chosen)} />;
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? null : close())}
      title={step ? `Change “${step.title}”` : "Add a step"}
      description="How is it done?"
    >
      <AdapterChoice onChoose={choose} />
    </Dialog>
  );
}

function titleOf(step: OutlineStep | undefined, uses: AdapterKind): string {
  return step ? `Change “${step.title}”` : `Add a step: ${adapterDefinition(uses).title}`;
}
