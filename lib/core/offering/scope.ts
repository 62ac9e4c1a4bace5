import type { Json } from "../json.ts";
import type { Scope } from "../expression/shape.ts";
import type { Offering } from "./document.ts";

export interface ScopePlace {
  /** The step whose expressions are meant: it may read the outputs of what it needs. Left out: policies, which read no outputs. */
  step?: string;
  /** An operation of the document; left out for `create`. */
  operation?: string;
  /** The platform's constants; left out when they are not known: then any name is taken. */
  vars?: Json;
  /** The document's `outputs`, which may read every step. */
  outputs?: true;
}

/** What expressions at a place of the document may read. */
export function scopeFor(_offering: Offering, _place: ScopePlace = {}): Scope {
  return {};
}
