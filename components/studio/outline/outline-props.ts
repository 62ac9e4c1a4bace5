import type { Offering } from "#lib/core/offering/document.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { AutomationStage } from "#lib/views/catalog/shape.ts";

/** What each tab works on: the text, and what the last check made of it. */
export interface OutlineProps {
  source: string;
  /** Of the newest text that had the form of an offering. */
  offering: Offering | null;
  context: CheckContext;
  /** How what is published came to be fulfilled as it is. */
  path: readonly AutomationStage[];
  onChange: (source: string) => void;
  /** Puts the cursor of the editor there; both count from 1. */
  onGoTo: (line: number, column: number) => void;
  readOnly: boolean;
}
