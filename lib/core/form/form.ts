import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";

/**
 * What one operation of an offering asks, ready for browser and server alike. Plain data, so that a server component can
 * hand it to the browser.
 */
export interface Form {
  /** The author's inputs schema with `unevaluatedProperties: false` on every object that does not declare its own. */
  schema: JsonObject;
  pages: FormPage[];
  /** By question path as in the document's `ui.fields`: `size`, `network.cidr`, `rules[].port`. */
  fields: Record<string, FormField>;
}

export interface FormPage {
  title: string;
  description?: string;
  /** Top-level questions on this page. Every question stands on exactly one page; those the author left out stand on the last. */
  fields: string[];
}

export interface FormField {
  widget?: "cards" | "radio" | "select" | "textarea" | "switch" | "checkboxes" | "password" | "markdown";
  labels?: Record<string, string>;
  help?: string;
  placeholder?: string;
  unit?: string;
  messages?: Record<string, string>;
}

/** Values that fit the form: with defaults applied, open and secret ones apart. */
export type Accepted =
  | { ok: true; inputs: JsonObject; open: JsonObject; secrets: Record<string, Json> }
  | { ok: false; issues: Issue[] };
