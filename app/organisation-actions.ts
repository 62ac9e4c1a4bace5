"use server";

import type { OrganisationRole, TeamRole } from "#lib/core/access.ts";
import type { Json } from "#lib/core/json.ts";
import type { Result } from "#lib/core/problem.ts";
import { addEnvironment as addEnvironmentCommand } from "#lib/commands/organisation/add-environment.ts";
import { addMember as addMemberCommand } from "#lib/commands/organisation/add-member.ts";
import { addProject as addProjectCommand } from "#lib/commands/organisation/add-project.ts";
import { addTeam as addTeamCommand } from "#lib/commands/organisation/add-team.ts";
import { addVar as addVarCommand } from "#lib/commands/organisation/add-var.ts";
import { changeEnvironment as changeEnvironmentCommand } from "#lib/commands/organisation/change-environment.ts";
import { changeProject as changeProjectCommand } from "#lib/commands/organisation/change-project.ts";
import { changeTeam as changeTeamCommand } from "#lib/commands/organisation/change-team.ts";
import { changeVar as changeVarCommand } from "#lib/commands/organisation/change-var.ts";
import { deactivatePerson as deactivateCommand } from "#lib/commands/organisation/deactivate.ts";
import { giveRole as giveRoleCommand } from "#lib/commands/organisation/give-role.ts";
import { mapGroup as mapGroupCommand } from "#lib/commands/organisation/map-group.ts";
import { reactivatePerson as reactivateCommand } from "#lib/commands/organisation/reactivate.ts";
import { removeEnvironment as removeEnvironmentCommand } from "#lib/commands/organisation/remove-environment.ts";
import { removeMember as removeMemberCommand } from "#lib/commands/organisation/remove-member.ts";
import { removeProject as removeProjectCommand } from "#lib/commands/organisation/remove-project.ts";
import { removeTeam as removeTeamCommand } from "#lib/commands/organisation/remove-team.ts";
import { removeVar as removeVarCommand } from "#lib/commands/organisation/remove-var.ts";
import { takeRole as takeRoleCommand } from "#lib/commands/organisation/take-role.ts";
import { unmapGroup as unmapGroupCommand } from "#lib/commands/organisation/unmap-group.ts";
import { act } from "./act.ts";

export interface NamedGiven {
  name: string;
  title: string;
}

/** `version` is the state that whoever changes it has seen. */
interface Seen {
  name: string;
  version: number;
}

export interface MemberGiven {
  team: string;
  person: string;
  role: TeamRole;
}

export interface GroupGiven {
  team: string;
  group: string;
  role: TeamRole;
}

export interface RoleGiven {
  person: string;
  role: OrganisationRole;
}

export async function addTeam(given: NamedGiven): Promise<Result<object>> {
  return act(addTeamCommand, given);
}

export async function changeTeam(given: Seen & { title: string }): Promise<Result<object>> {
  return act(changeTeamCommand, given);
}

export async function removeTeam(given: { name: string }): Promise<Result<object>> {
  return act(removeTeamCommand, given);
}

export async function addMember(given: MemberGiven): Promise<Result<object>> {
  return act(addMemberCommand, given);
}

export async function removeMember(given: MemberGiven): Promise<Result<object>> {
  return act(removeMemberCommand, given);
}

export async function mapGroup(given: GroupGiven): Promise<Result<object>> {
  return act(mapGroupCommand, given);
}

export async function unmapGroup(given: GroupGiven): Promise<Result<object>> {
  return act(unmapGroupCommand, given);
}

export async function giveRole(given: RoleGiven): Promise<Result<object>> {
  return act(giveRoleCommand, given);
}

export async function takeRole(given: RoleGiven): Promise<Result<object>> {
  return act(takeRoleCommand, given);
}

export async function deactivatePerson(given: { person: string }): Promise<Result<object>> {
  return act(deactivateCommand, given);
}

export async function reactivatePerson(given: { person: string }): Promise<Result<object>> {
  return act(reactivateCommand, given);
}

export async function addProject(given: NamedGiven & { team: string }): Promise<Result<object>> {
  return act(addProjectCommand, given);
}

export async function changeProject(given: Seen & { title: string; team: string }): Promise<Result<object>> {
  return act(changeProjectCommand, given);
}

export async function removeProject(given: { name: string }): Promise<Result<object>> {
  return act(removeProjectCommand, given);
}

export async function addEnvironment(given: NamedGiven & { tests?: boolean }): Promise<Result<object>> {
  return act(addEnvironmentCommand, given);
}

export async function changeEnvironment(
  given: Seen & { title?: string; position?: number; tests?: boolean },
): Promise<Result<object>> {
  return act(changeEnvironmentCommand, given);
}

export async function removeEnvironment(given: { name: string }): Promise<Result<object>> {
  return act(removeEnvironmentCommand, given);
}

export async function addVar(given: { name: string; value: Json }): Promise<Result<object>> {
  return act(addVarCommand, given);
}

export async function changeVar(given: Seen & { value: Json }): Promise<Result<object>> {
  return act(changeVarCommand, given);
}

export async function removeVar(given: { name: string }): Promise<Result<object>> {
  return act(removeVarCommand, given);
}
