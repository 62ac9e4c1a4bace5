import type { JsonObject } from "#lib/core/json.ts";
import { type Somebody, playerOf } from "./cast.ts";
import type { Door, Found } from "./doors.ts";

const readers = ["stranger", "member", "author", "approver", "manager", "auditor", "admin", "reader"] as const;
/** Authors need to know what their documents may read. */
const readsVars: readonly Somebody[] = ["author", "auditor", "admin", "reader"];

const fresh = ({ fresh: name }: Found) => ({ name });
const looks: Door = { may: readers };
const changed = (more: JsonObject) => () => ({ ...more, version: 1 });

/** For admins; of what is not there they learn that, so that no try meets what another has left. */
const ofNothing: Door = { may: ["admin"], answers: 404, params: fresh };
const added = (more: JsonObject = {}): Door => ({
  may: ["admin"],
  answers: 201,
  body: ({ fresh: name }) => ({ name, title: "For a test", ...more }),
});

const someone = { params: () => ({ person: playerOf("stranger") }) };
const membership: Door = {
  ...ofNothing,
  params: ({ fresh: name }) => ({ name, person: playerOf("stranger"), role: "member" }),
};
const group: Door = { ...ofNothing, params: ({ fresh: name }) => ({ name, group: "people", role: "member" }) };
const role: Door = { may: ["admin"], params: () => ({ person: playerOf("stranger"), role: "manager" }) };

/** Teams, people, projects, environments and vars. */
export const organisationDoors: Record<string, Door> = {
  "GET /api/v1/teams": looks,
  "POST /api/v1/teams": added(),
  "GET /api/v1/teams/[name]": { ...looks, params: () => ({ name: "checkout" }) },
  "PATCH /api/v1/teams/[name]": { ...ofNothing, body: changed({ title: "Another" }) },
  "DELETE /api/v1/teams/[name]": ofNothing,
  "GET /api/v1/teams/[name]/members": { ...looks, params: () => ({ name: "checkout" }) },
  "PUT /api/v1/teams/[name]/members/[person]/[role]": membership,
  "DELETE /api/v1/teams/[name]/members/[person]/[role]": membership,
  "PUT /api/v1/teams/[name]/groups/[group]/[role]": group,
  "DELETE /api/v1/teams/[name]/groups/[group]/[role]": group,
  "GET /api/v1/people": looks,
  "GET /api/v1/people/[person]": { may: ["stranger", "auditor", "admin", "reader"], ...someone },
  "PUT /api/v1/people/[person]/roles/[role]": role,
  "DELETE /api/v1/people/[person]/roles/[role]": role,
  "POST /api/v1/people/[person]/deactivate": {
    may: ["admin"],
    answers: 404,
    params: ({ fresh: person }) => ({ person }),
    body: () => ({}),
  },
  "POST /api/v1/people/[person]/reactivate": {
    may: ["admin"],
    answers: 404,
    params: ({ fresh: person }) => ({ person }),
    body: () => ({}),
  },
  "GET /api/v1/projects": looks,
  "POST /api/v1/projects": added({ team: "checkout" }),
  "PATCH /api/v1/projects/[name]": { ...ofNothing, body: changed({ title: "Another" }) },
  "DELETE /api/v1/projects/[name]": ofNothing,
  "GET /api/v1/environments": looks,
  "POST /api/v1/environments": added(),
  "GET /api/v1/environments/[name]": { ...looks, params: () => ({ name: "dev" }) },
  "PATCH /api/v1/environments/[name]": { ...ofNothing, body: changed({ title: "Another" }) },
  "DELETE /api/v1/environments/[name]": ofNothing,
  "GET /api/v1/vars": { may: readsVars },
  "POST /api/v1/vars": {
    may: ["admin"],
    answers: 201,
    body: ({ fresh: name }) => ({ name: name.replace("-", "_"), value: 1 }),
  },
  "GET /api/v1/vars/[name]": { may: readsVars, params: () => ({ name: "domain" }) },
  "PATCH /api/v1/vars/[name]": { ...ofNothing, body: changed({ value: 1 }) },
  "DELETE /api/v1/vars/[name]": ofNothing,
};
