import type { JsonObject } from "#lib/core/json.ts";
import type { Issue, Result } from "#lib/core/problem.ts";
import type { DraftItem, StudioPage } from "#lib/views/studio/shape.ts";
import type { DryRunView, TrialGiven } from "#lib/views/studio/trial-shape.ts";
import type { Place } from "../preview/preview-props.ts";

export interface TrialActions {
  runDry: (given: TrialGiven) => Promise<Result<DryRunView>>;
  testDraft: (given: TrialGiven) => Promise<Result<{ number: string }>>;
}

/** The questions of the form in the preview, by their paths. */
export interface Questions {
  titled: (path: string) => string;
  /** Shows one, with what is wrong with its answer. */
  seek: (issue: Issue) => void;
}

/** A draft that is tried with what is typed into its preview. */
export interface TrialProps {
  /** As it is saved: that is what is tried. */
  draft: Pick<DraftItem, "id" | "offering" | "title" | "version">;
  inputs: JsonObject;
  /** Where the preview supposes the order to go. */
  place: Place;
  places: StudioPage["places"];
  actions: TrialActions;
  /** Shows a line of the text. */
  goTo?: (line: number) => void;
  questions?: Questions | undefined;
  close: () => void;
}
