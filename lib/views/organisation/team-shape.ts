import type { TeamRole } from "#lib/core/access.ts";
import type { Listing } from "./listing-shape.ts";

export interface TeamRow {
  name: string;
  title: string;
  version: number;
  members: number;
  projects: number;
  /** The asker's own roles in it. */
  roles: TeamRole[];
}

export interface TeamFilter extends Listing {
  /** Only the asker's own. */
  scope?: "mine" | "all";
}

export interface TeamView extends Omit<TeamRow, "projects"> {
  projects: { name: string; title: string }[];
  /** What it offers now. */
  offerings: { name: string; title: string }[];
  /** What groups of the sign-in provider make their people here; only for who may change it. */
  groups: { group: string; role: TeamRole }[] | null;
  may: { change: boolean };
}

export interface MemberRow {
  person: string;
  name: string;
  /** False for somebody no door lets in. */
  active: boolean;
  /** Each with where it comes from: given in PAO (`app`), or by a group of the provider. */
  roles: { role: TeamRole; sources: ("app" | "group")[] }[];
}

export interface MemberFilter extends Listing {
  role?: TeamRole;
}
