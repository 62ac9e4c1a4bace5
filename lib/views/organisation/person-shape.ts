import type { OrganisationRole, TeamRole } from "#lib/core/access.ts";
import type { Listing } from "./listing-shape.ts";

export interface PersonRow {
  id: string;
  name: string;
  /** Null also for who may not see it. */
  email: string | null;
  /** Empty also for who may not see them. */
  roles: OrganisationRole[];
  active: boolean;
  /** In how many teams. */
  teams: number;
}

export interface PersonFilter extends Listing {
  role?: OrganisationRole;
  team?: string;
  /** Only those whom doors let in, or only the others. */
  active?: boolean;
}

export interface PersonView extends Omit<PersonRow, "teams"> {
  teams: { name: string; title: string; roles: { role: TeamRole; sources: ("app" | "group")[] }[] }[];
  deactivatedAt: string | null;
  /** Open sessions and tokens that are good. */
  sessions: number;
  tokens: number;
  /** Nobody else could let the next one in: neither the role nor the access is taken away. */
  onlyAdmin: boolean;
  /** It is who asks. */
  me: boolean;
  may: { change: boolean };
}
