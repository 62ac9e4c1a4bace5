import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";

interface WizardButtonsProps {
  first: boolean;
  last: boolean;
  busy: boolean;
  /** In place of the usual last button. */
  submit: ReactNode;
  onBack: () => void;
}

/** Forward stands first, so that Enter in a field means it. */
export function WizardButtons({ first, last, busy, submit, onBack }: WizardButtonsProps) {
  const forward = (
    <Button type="submit" tone="primary" busy={busy}>
      {last ? "Order" : "Continue"}
    </Button>
  );
  return (
    <div className="flex flex-wrap gap-2 pt-1">
      {last && submit !== undefined ? submit : forward}
      {first ? null : <Button onClick={onBack}>Back</Button>}
    </div>
  );
}
