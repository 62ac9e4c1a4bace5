import type { Json } from "#lib/core/json.ts";
import type { Listing } from "./listing-shape.ts";

export interface ProjectRow {
  name: string;
  title: string;
  team: string;
  teamTitle: string;
  version: number;
  /** What goes with it to another team. */
  requests: number;
  resources: number;
}

export interface ProjectFilter extends Listing {
  team?: string;
}

export interface EnvironmentRow {
  name: string;
  title: string;
  /** From 0, as lists and forms show them. */
  position: number;
  /** Drafts may be tried there with test orders. */
  tests: boolean;
  version: number;
  resources: number;
}

export interface VarRow {
  name: string;
  value: Json;
  version: number;
  /** Offerings, as they are offered now, whose expressions read it. */
  readers: { name: string; title: string }[];
}
