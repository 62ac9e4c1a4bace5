import type { OrganisationRole, TeamRole } from "#lib/core/access.ts";

/** Who is signed in, for the shell. */
export interface Me {
  id: string;
  name: string;
  kind: "person" | "token" | "agent";
  teams: { name: string; title: string; roles: TeamRole[] }[];
  roles: OrganisationRole[];
}

/** A page of the settings. */
export interface SettingsPlace {
  href: string;
  title: string;
  group: "You" | "Organisation" | "Platform";
}

/** Something that a new installation needs before somebody can order. */
export interface BeginningStep {
  what: "teams" | "members" | "projects" | "environments" | "connections" | "offerings";
  done: boolean;
  /** False: many do without. */
  needed: boolean;
}

/** What stands at the edge of every page. */
export interface ShellView {
  me: Me;
  /** The settings that the reader may open. */
  settings: SettingsPlace[];
  sandbox: { url: string } | null;
  /** The asker's requests that are not final. */
  openRequests: number;
  /** Tasks that wait on the asker's teams. */
  inbox: number;
  /** What is proposed to the offerings that the asker writes. */
  proposals: number;
}

/** What lists can be narrowed by. */
export interface ChoicesView {
  environments: { name: string; title: string }[];
  offerings: { name: string; title: string }[];
  /** Of projects and people there may be too many to list: those that are chosen already, as they are called. */
  chosen: { project: { value: string; label: string } | null; person: { value: string; label: string } | null };
  /** May the asker see more than their teams' requests? */
  beyondTeams: boolean;
}
