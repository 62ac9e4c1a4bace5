import type { Somebody } from "./cast.ts";
import { draftActions, trialActions } from "./draft-doors.ts";
import { organisationActions } from "./organisation-actions.ts";
import { type Found, retiredOffering } from "./doors.ts";

export interface ActionDoor {
  /** Whom it lets in; "all" asks nobody who they are. */
  may: readonly Somebody[] | "all";
  /** What those are told: "ok" when left out, else the code of a problem. */
  answers?: string;
  /** Those of the others for whom it is not there. */
  unseen?: readonly Somebody[];
  given: (found: Found) => unknown[];
}

const signedIn = ["stranger", "member", "author", "approver", "manager", "auditor", "admin"] as const;
const keepers = ["author", "approver"] as const;
const admins = ["admin"] as const;
const authors = { may: ["author", "admin"], answers: "conflict" } as const;
const step = ({ number }: Found) => ({ number, step: "grant" });
const order = {
  offering: "access-grant",
  project: "checkout",
  environment: "dev",
  inputs: { name: "orders", reason: "x" },
};
const connection = ({ fresh }: Found) => ({
  name: fresh,
  kind: "http",
  baseUrl: "https://a.example",
  settings: {},
  credential: {},
});

/** Every server action, by its file in app/ and its name. Nobody and the revoked are told to sign in, the others that they may not. */
export const actions: Record<string, Record<string, ActionDoor>> = {
  "organisation-actions.ts": organisationActions,
  "studio-actions.ts": draftActions,
  "studio-try-actions.ts": trialActions,
  "actions.ts": {
    previewPlan: { may: signedIn, given: () => [order] },
    placeOrder: { may: ["member"], given: ({ fresh }) => [{ ...order, idempotencyKey: fresh }] },
    // The step waits for its engine, so that those who are let in are told that there is nothing to mend.
    retryStep: { may: ["member", "admin"], answers: "conflict", given: (found) => [step(found)] },
    resolveStep: {
      may: [...keepers, "admin"],
      answers: "conflict",
      given: (found) => [{ ...step(found), note: "By hand." }],
    },
    escalateStep: { may: ["member", ...keepers, "admin"], answers: "conflict", given: (found) => [step(found)] },
    abortRequest: { may: ["member", "admin"], given: ({ number }) => [{ number }] },
    cancelRequest: { may: ["member", "admin"], given: ({ number }) => [{ number }] },
    completeTask: { may: keepers, answers: "conflict", given: (found) => [{ ...step(found), outputs: {} }] },
    refuseTask: { may: keepers, answers: "conflict", given: (found) => [{ ...step(found), note: "No." }] },
    revealOutput: { may: ["member"], answers: "conflict", given: ({ number }) => [{ number, output: "password" }] },
    saveConnection: { may: admins, given: (found) => [connection(found)] },
    replaceCredential: {
      may: admins,
      answers: "not_found",
      given: ({ fresh }) => [{ name: fresh, credential: { token: "t" } }],
    },
    removeConnection: { may: admins, answers: "not_found", given: ({ fresh }) => [{ name: fresh }] },
    probeConnection: { may: admins, given: () => [{ name: "platform" }] },
    probeOffering: { may: ["author", "admin"], given: () => [{ offering: "access-grant" }] },
  },
  // Tried where there is nothing to do, so that no try meets what another has left.
  "revision-actions.ts": {
    rollBack: { ...authors, given: () => [{ name: "access-grant", revision: 1, current: 1, note: "Back." }] },
    deprecateOffering: {
      ...authors,
      answers: "invalid",
      given: () => [{ name: "access-grant", successor: "access-grant", current: 1, note: "Itself." }],
    },
    retireOffering: { ...authors, given: () => [{ name: retiredOffering, note: "Gone." }] },
    offerAgain: { ...authors, given: () => [{ name: "access-grant" }] },
  },
  "account-actions.ts": {
    endSession: { may: ["member", "admin"], given: ({ session }) => [{ session }] },
    endSessions: { may: admins, given: () => [{ person: "developer" }] },
    makeToken: {
      may: ["member", "admin"],
      given: ({ fresh }) => [{ name: fresh, team: "checkout", scopes: ["read"], days: 1 }],
    },
    revokeToken: { may: ["member", "admin"], given: ({ token }) => [{ token }] },
    // The last two: they end the sessions that the others are called with.
    signInAs: { may: "all", given: () => [{ user: "developer" }] },
    signOut: { may: "all", given: () => [] },
  },
};
