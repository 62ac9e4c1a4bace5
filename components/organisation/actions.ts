import type { OrganisationRole, TeamRole } from "#lib/core/access.ts";
import type { Json } from "#lib/core/json.ts";
import type { Result } from "#lib/core/problem.ts";

/** What a page may have done; the answer says whether it was. */
export type Verb<G> = (given: G) => Promise<Result<object>>;

interface Named {
  name: string;
  title: string;
}

/** The state of it that was on the screen. */
interface Seen {
  name: string;
  version: number;
}

interface RoleInTeam {
  team: string;
  role: TeamRole;
}

export interface TeamActions {
  addTeam: Verb<Named>;
  changeTeam: Verb<Seen & { title: string }>;
  removeTeam: Verb<{ name: string }>;
  addMember: Verb<RoleInTeam & { person: string }>;
  removeMember: Verb<RoleInTeam & { person: string }>;
  mapGroup: Verb<RoleInTeam & { group: string }>;
  unmapGroup: Verb<RoleInTeam & { group: string }>;
}

export interface PersonActions {
  giveRole: Verb<{ person: string; role: OrganisationRole }>;
  takeRole: Verb<{ person: string; role: OrganisationRole }>;
  deactivatePerson: Verb<{ person: string }>;
  reactivatePerson: Verb<{ person: string }>;
}

export interface ProjectActions {
  addProject: Verb<Named & { team: string }>;
  changeProject: Verb<Seen & { title: string; team: string }>;
  removeProject: Verb<{ name: string }>;
}

export interface EnvironmentActions {
  addEnvironment: Verb<Named & { tests?: boolean }>;
  changeEnvironment: Verb<Seen & { title?: string; position?: number; tests?: boolean }>;
  removeEnvironment: Verb<{ name: string }>;
}

export interface VarActions {
  addVar: Verb<{ name: string; value: Json }>;
  changeVar: Verb<Seen & { value: Json }>;
  removeVar: Verb<{ name: string }>;
}
