import { playerOf, type Somebody } from "./cast.ts";
import type { Found } from "./doors.ts";

export interface PageDoor {
  /** Who is let in; all who are signed in when left out. */
  may?: readonly Somebody[];
  /** What those are shown: the page itself when left out, else where it leads or that there is nothing. */
  shows?: string;
  /** What the others are shown who are signed in. */
  otherwise?: "forbidden" | "not found";
  /** What nobody is shown; the way to sign in when left out. */
  nobody?: string;
  params?: (found: Found) => Record<string, string | string[]>;
}

const involved = ["member", "author", "approver", "manager", "auditor", "admin"] as const;
const admins: PageDoor = { may: ["admin"] };

/** Every page, by its folder in app/: who is shown it. Nobody and the revoked are sent to sign in. */
export const pages: Record<string, PageDoor> = {
  signin: { nobody: "shown", shows: "to /" },
  "(portal)": {},
  "(portal)/[...missing]": { shows: "not found", params: () => ({ missing: ["nowhere"] }) },
  "(portal)/catalog": { nobody: "to /", shows: "to /" },
  "(portal)/catalog/[name]": { params: () => ({ name: "access-grant" }) },
  "(portal)/catalog/[name]/revisions": { params: () => ({ name: "access-grant" }) },
  "(portal)/catalog/[name]/revisions/compare": { params: () => ({ name: "access-grant" }) },
  "(portal)/inbox": {},
  "(portal)/projects/[name]": { params: () => ({ name: "checkout" }) },
  "(portal)/requests": {},
  "(portal)/requests/[number]": { may: involved, params: ({ number }) => ({ number }) },
  "(portal)/resources": {},
  "(portal)/resources/[id]": { may: involved, params: ({ resource }) => ({ id: resource }) },
  "(portal)/resources/[id]/[operation]": {
    may: involved,
    // The offering knows no such operation.
    shows: "not found",
    params: ({ resource }) => ({ id: resource, operation: "resize" }),
  },
  "(portal)/settings": { shows: "to /settings/teams" },
  "(portal)/settings/audit": { may: ["auditor", "admin"] },
  "(portal)/settings/connections": admins,
  "(portal)/settings/engines": admins,
  "(portal)/settings/account": {},
  "(portal)/settings/environments": {},
  "(portal)/settings/people": {},
  "(portal)/settings/people/[person]": {
    may: ["stranger", "auditor", "admin"],
    params: () => ({ person: playerOf("stranger") }),
  },
  "(portal)/settings/projects": {},
  "(portal)/settings/teams": {},
  "(portal)/settings/tokens": {},
  "(portal)/studio": {},
  "(portal)/studio/new": {},
  "(portal)/studio/[name]": { params: () => ({ name: "access-grant" }) },
  "(portal)/studio/[name]/proposals/[id]": {
    shows: "not found",
    params: () => ({ name: "access-grant", id: "6f1b3c2e-0000-4000-8000-000000000000" }),
  },
  "(portal)/settings/vars": { may: ["author", "auditor", "admin"] },
  "(portal)/settings/teams/[name]": { params: () => ({ name: "checkout" }) },
};
