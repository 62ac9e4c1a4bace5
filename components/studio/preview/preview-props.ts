import type { RefObject } from "react";
import type { JsonObject } from "#lib/core/json.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { Missing } from "#lib/core/preview/look-ahead.ts";
import type { Named } from "#lib/views/catalog/shape.ts";

export type Seek = (missing: Pick<Missing, "path" | "message">) => void;

/** Where an order is supposed to go; null for any place. */
export interface Place {
  project: string | null;
  environment: string | null;
}

/** Where an order may be supposed to go. */
export interface Places {
  projects: readonly (Named & { team: string })[];
  environments: readonly Named[];
}

export interface PreviewProps {
  /** The last one that could be read; null until one could. */
  offering: Offering | null;
  /** The text has changed since, and can't be shown: it has errors. */
  stale: boolean;
  context: CheckContext;
  places: Places;
  /** Answers to a first order; those to the operations stay in here. */
  inputs: JsonObject;
  onInputs: (inputs: JsonObject) => void;
  /** Told the place that is shown, from the first on. */
  onPlace?: (place: Place) => void;
  /** Shows a question of the first order, with what is wrong with its answer. */
  seek?: RefObject<Seek | null>;
}
