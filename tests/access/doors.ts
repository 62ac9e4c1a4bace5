import type { JsonObject } from "#lib/core/json.ts";
import { draftDoors } from "./draft-doors.ts";
import { organisationDoors } from "./organisation-doors.ts";
import { playerOf, parts, type Role, type Somebody } from "./cast.ts";

/** What every try finds: made anew for each of those who are let in, so that none meets what another has left. */
export interface Found {
  number: string;
  resource: string;
  probe: string;
  /** One of the member's. */
  session: string;
  /** One of the member's team. */
  token: string;
  /** A name that nothing has yet. */
  fresh: string;
  /** Of a new offering of data-platform, begun by its author. */
  draft: string;
  /** A proposal of the member, which nobody else has seen, and one that its owners have. */
  proposal: string;
  shown: string;
}

export interface Door {
  /** Whom it lets in. Nobody and the revoked are sent to sign in, the others refused. */
  may: readonly Somebody[];
  /** What those are told who are let in. */
  answers?: number;
  /** What the others are told who are signed in. */
  otherwise?: number;
  /** Those of the others for whom it is not there. */
  unseen?: readonly Somebody[];
  params?: (found: Found) => Record<string, string | string[]>;
  query?: string;
  body?: (found: Found) => JsonObject;
}

/** Doors that ask nobody who they are, and what they tell each of them. */
export interface OpenDoor {
  open: number;
  params?: Record<string, string | string[]>;
}

const signedIn = (Object.keys(parts) as Somebody[]).filter((role) => role !== "revoked");
const overseers = ["manager", "auditor", "admin", "reader"] as const;
/** Whose business the request is. */
const involved = ["member", "author", "approver", ...overseers] as const;
const keepers = ["author", "approver"] as const;

const everybody: Door = { may: signedIn };
const admins = { may: ["admin"] } as const;
const adminsRead = { may: ["admin", "reader"] } as const;
const auditors = { may: ["auditor", "admin", "reader"] } as const;
const ofRequest = { params: ({ number }: Found) => ({ number }) };
const ofStep = { params: ({ number }: Found) => ({ number, step: "grant" }) };
const reason = () => ({ reason: "A test." });

/** The members of the request's team, and admins. */
const changes: Door = { may: ["member", "admin"], ...ofRequest };

const authors: Door = { may: ["author", "admin"], answers: 409 };
const ofOffering = { params: () => ({ name: "access-grant" }) };
/** An offering of data-platform that was taken out of the catalog. */
export const retiredOffering = "ended";

const order = {
  offering: "access-grant",
  project: "checkout",
  environment: "dev",
  inputs: { name: "orders", reason: "x" },
};

const ofMember = `?person=${playerOf("member")}`;

const nothing: OpenDoor = { open: 404 };

/**
 * Every method of every route, by its file: whom it lets in. What is not here has to answer 405. The request is one of team checkout; its
 * offering and its task are data-platform's.
 */
export const doors: Record<string, Door | OpenDoor> = {
  ...organisationDoors,
  ...draftDoors,
  "GET /api/[[...rest]]": nothing,
  "POST /api/[[...rest]]": nothing,
  "PUT /api/[[...rest]]": nothing,
  "PATCH /api/[[...rest]]": nothing,
  "DELETE /api/[[...rest]]": nothing,
  "GET /api/auth/[...nextauth]": { open: 200, params: { nextauth: ["providers"] } },
  "POST /api/auth/[...nextauth]": { open: 400, params: { nextauth: ["nowhere"] } },
  "GET /api/health": { open: 200 },
  "GET /api/health/ready": { open: 200 },
  "GET /api/live": everybody,
  "GET /api/metrics": adminsRead,
  "POST /api/webhooks/[connection]": { open: 401, params: { connection: "hooked" } },

  "GET /api/v1/me": everybody,
  "GET /api/v1/sessions": { may: ["member", "admin", "reader"], query: ofMember },
  "DELETE /api/v1/sessions": { may: ["member", "admin"], query: ofMember },
  "DELETE /api/v1/sessions/[id]": { may: ["member", "admin"], params: ({ session }) => ({ id: session }) },
  "GET /api/v1/tokens": { may: ["member", "admin", "reader"], query: "?team=checkout" },
  // Tried with tokens, and only people make those.
  "POST /api/v1/tokens": { may: [], body: ({ fresh }) => ({ name: fresh, team: "checkout" }) },
  "DELETE /api/v1/tokens/[id]": { may: ["member", "admin"], params: ({ token }) => ({ id: token }) },
  "GET /api/v1/openapi.json": { open: 200 },
  "POST /api/v1/tools/validate": { ...everybody, body: () => ({ source: "kind: Offering" }) },

  "GET /api/v1/catalog": everybody,
  "GET /api/v1/catalog/[name]": { ...everybody, params: () => ({ name: "access-grant" }) },
  "GET /api/v1/catalog/[name]/revisions": { ...everybody, params: () => ({ name: "access-grant" }) },
  "GET /api/v1/catalog/[name]/revisions/[number]": {
    ...everybody,
    params: () => ({ name: "access-grant", number: "1" }),
  },
  "GET /api/v1/catalog/[name]/compare": { ...everybody, params: () => ({ name: "access-grant" }) },
  // Tried where there is nothing to do, so that no try meets what another has left.
  "POST /api/v1/catalog/[name]/rollback": { ...authors, ...ofOffering, body: () => ({ revision: 1, note: "Back." }) },
  "POST /api/v1/catalog/[name]/deprecate": {
    ...authors,
    ...ofOffering,
    answers: 422,
    body: () => ({ successor: "access-grant", note: "Itself." }),
  },
  "POST /api/v1/catalog/[name]/retire": {
    ...authors,
    params: () => ({ name: retiredOffering }),
    body: () => ({ note: "Gone." }),
  },
  "POST /api/v1/catalog/[name]/offer": { ...authors, ...ofOffering, body: () => ({}) },
  "POST /api/v1/catalog/[name]/plan": {
    ...everybody,
    params: () => ({ name: "access-grant" }),
    body: () => ({ ...order, offering: undefined }) as unknown as JsonObject,
  },
  "POST /api/v1/catalog/[name]/probe": {
    may: ["author", "admin"],
    answers: 202,
    params: () => ({ name: "access-grant" }),
    body: () => ({}),
  },
  // A probe is read by who may ask for it.
  "GET /api/v1/probes/[id]": { may: ["author", "admin"], otherwise: 404, params: ({ probe }) => ({ id: probe }) },

  "GET /api/v1/requests": everybody,
  "GET /api/v1/requests.csv": everybody,
  "POST /api/v1/requests": { may: ["member"], answers: 201, body: () => order },
  "GET /api/v1/requests/[number]": { may: involved, ...ofRequest },
  "GET /api/v1/requests/[number]/log": { may: involved, ...ofRequest },
  "GET /api/v1/requests/[number]/events": { may: involved, ...ofRequest },
  // The step waits for its engine, so that those who are let in are told that there is nothing to mend.
  "POST /api/v1/requests/[number]/retry": { ...changes, answers: 409, body: () => ({ step: "grant" }) },
  "POST /api/v1/requests/[number]/resolve": {
    may: [...keepers, "admin"],
    answers: 409,
    ...ofRequest,
    body: () => ({ step: "grant", note: "By hand." }),
  },
  "POST /api/v1/requests/[number]/escalate": {
    may: ["member", ...keepers, "admin"],
    answers: 409,
    ...ofRequest,
    body: () => ({ step: "grant" }),
  },
  "POST /api/v1/requests/[number]/abort": { ...changes, body: reason },
  "POST /api/v1/requests/[number]/cancel": { ...changes, body: reason },
  "POST /api/v1/requests/[number]/steps/[step]/complete": {
    may: keepers,
    answers: 409,
    ...ofStep,
    body: () => ({ outputs: {} }),
  },
  "POST /api/v1/requests/[number]/steps/[step]/refuse": {
    may: keepers,
    answers: 409,
    ...ofStep,
    body: () => ({ note: "No." }),
  },
  "POST /api/v1/requests/[number]/outputs/[output]/reveal": {
    may: ["member"],
    answers: 409,
    params: ({ number }) => ({ number, output: "password" }),
    body: () => ({}),
  },

  "GET /api/v1/inbox": everybody,
  "GET /api/v1/projects/[name]": { ...everybody, params: () => ({ name: "checkout" }) },
  "GET /api/v1/resources": everybody,
  "GET /api/v1/resources/[id]": { may: involved, params: ({ resource }) => ({ id: resource }) },

  "GET /api/v1/engines": adminsRead,
  "GET /api/v1/audit": auditors,
  "GET /api/v1/audit/export": auditors,
  "GET /api/v1/connections": adminsRead,
  "POST /api/v1/connections": {
    ...admins,
    answers: 201,
    body: ({ fresh }) => ({ name: fresh, kind: "http", baseUrl: "https://a.example" }),
  },
  "PUT /api/v1/connections/[name]": {
    ...admins,
    params: ({ fresh }) => ({ name: fresh }),
    body: () => ({ kind: "http", baseUrl: "https://a.example" }),
  },
  "DELETE /api/v1/connections/[name]": { ...admins, answers: 404, params: ({ fresh }) => ({ name: fresh }) },
  "PUT /api/v1/connections/[name]/credential": {
    ...admins,
    answers: 404,
    params: ({ fresh }) => ({ name: fresh }),
    body: () => ({ credential: { token: "t" } }),
  },
  "POST /api/v1/connections/[name]/probe": {
    ...admins,
    answers: 202,
    params: () => ({ name: "platform" }),
    body: () => ({}),
  },
};

/** What a door tells each role. */
export function toldBy(door: Door | OpenDoor, role: Role): number {
  if ("open" in door) return door.open;
  if (role === "nobody" || role === "revoked") return 401;
  if (door.may.includes(role)) return door.answers ?? 200;
  return door.unseen?.includes(role) ? 404 : (door.otherwise ?? 403);
}
