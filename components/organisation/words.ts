import type { OrganisationRole, TeamRole } from "#lib/core/access.ts";

/** What each role lets somebody do. */
export const teamRoleWords = {
  member: { title: "Member", may: "Orders for the team's projects and does its tasks." },
  author: { title: "Author", may: "As a member, and changes the team's offerings." },
  approver: { title: "Approver", may: "As a member, and gives the approvals that are asked of the team." },
} as const satisfies Record<TeamRole, { title: string; may: string }>;

export const organisationRoleWords = {
  manager: { title: "Manager", may: "Sees the requests and resources of every team." },
  auditor: { title: "Auditor", may: "Sees the requests of every team, and the audit." },
  admin: { title: "Admin", may: "Sets up teams, people, projects, connections and everything else here." },
} as const satisfies Record<OrganisationRole, { title: string; may: string }>;

export const allTeamRoles = ["member", "author", "approver"] as const satisfies readonly TeamRole[];
export const allOrganisationRoles = ["manager", "auditor", "admin"] as const satisfies readonly OrganisationRole[];

/** `Member, author`; nothing for none. */
export function teamRoles(roles: readonly TeamRole[]): string {
  const titles = allTeamRoles.filter((role) => roles.includes(role)).map((role) => teamRoleWords[role].title);
  return titles.map((title, position) => (position === 0 ? title : title.toLowerCase())).join(", ");
}

/** `1 member`, `2 members`. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
