import { manualOffering } from "#tests/documents.ts";
import type { ActionDoor } from "./actions.ts";
import type { Somebody } from "./cast.ts";
import type { Door, Found } from "./doors.ts";

export const newOffering = (name: string) => manualOffering.replace("name: access-grant", `name: ${name}`);

const everybody = ["stranger", "member", "author", "approver", "manager", "auditor", "admin"] as const;
/** Who belongs to no team that has to do with it. */
const others = ["stranger", "member", "manager", "auditor"] as const;
const notTheirs = ["stranger", "manager", "auditor"] as const;

const ofDraft = { params: ({ draft }: Found) => ({ id: draft }) };
const ofProposal = { params: ({ proposal }: Found) => ({ id: proposal }) };
const ofShown = { params: ({ shown }: Found) => ({ id: shown }) };

/** The owners' draft: its authors write it, the others of the team see it. */
const writes: Pick<Door, "may" | "unseen"> = { may: ["author", "admin"], unseen: others };
/** A proposal before it is shown: its author's alone. */
const own: Pick<Door, "may" | "unseen"> = { may: ["member"], unseen: [...notTheirs, "author", "approver", "admin"] };
/** Once it is shown its author sees it and its owners say what becomes of it. */
const decides: { may: readonly Somebody[]; unseen: readonly Somebody[] } = {
  may: ["author", "admin"],
  unseen: notTheirs,
};

const text = ({ fresh }: Found) => newOffering(`${fresh}-of-mine`);
const tried = ({ fresh }: Found) => ({
  version: 1,
  project: "databases-lab",
  environment: "dev",
  inputs: { name: fresh, reason: "x" },
});
const said = { version: 1, note: "For a test." };

export const draftDoors: Record<string, Door> = {
  "GET /api/v1/drafts": { may: [...everybody, "reader"] },
  "POST /api/v1/drafts": { may: everybody, answers: 201, body: (found) => ({ source: text(found) }) },
  "GET /api/v1/drafts/[id]": { may: ["author", "approver", "admin", "reader"], unseen: others, ...ofDraft },
  "GET /api/v1/drafts/[id]/replay": { may: ["author", "approver", "admin", "reader"], unseen: others, ...ofDraft },
  "PUT /api/v1/drafts/[id]": {
    ...writes,
    ...ofDraft,
    body: ({ fresh }) => ({ version: 1, source: `${newOffering(fresh)}# more` }),
  },
  "DELETE /api/v1/drafts/[id]": { ...writes, ...ofDraft },
  "POST /api/v1/drafts/[id]/publish": { ...writes, ...ofDraft, body: () => said },
  "POST /api/v1/drafts/[id]/submit": { ...own, ...ofProposal, body: () => said },
  "POST /api/v1/drafts/[id]/plan": {
    may: ["author", "approver", "admin", "reader"],
    unseen: others,
    ...ofDraft,
    body: tried,
  },
  "POST /api/v1/drafts/[id]/dry-run": { ...writes, answers: 202, ...ofDraft, body: tried },
  // Whoever orders for a project is a member of its team, an admin too.
  "POST /api/v1/drafts/[id]/test": { may: ["author"], unseen: others, answers: 201, ...ofDraft, body: tried },
  "POST /api/v1/drafts/[id]/decline": { ...decides, ...ofShown, body: () => ({ reason: "Not now." }) },
};

export const trialActions: Record<string, ActionDoor> = {
  runDry: { ...writes, given: (found) => [{ id: found.draft, ...tried(found) }] },
  testDraft: { may: ["author"], unseen: others, given: (found) => [{ id: found.draft, ...tried(found) }] },
};

export const draftActions: Record<string, ActionDoor> = {
  beginDraft: { may: everybody, given: (found) => [{ source: text(found) }] },
  saveDraft: {
    ...writes,
    given: ({ draft, fresh }) => [{ id: draft, version: 1, source: `${newOffering(fresh)}# more` }],
  },
  discardDraft: { ...own, given: ({ proposal }) => [{ id: proposal }] },
  publishDraft: { ...decides, given: ({ shown }) => [{ id: shown, ...said }] },
  submitDraft: { ...own, given: ({ proposal }) => [{ id: proposal, ...said }] },
  declineDraft: { ...decides, given: ({ shown }) => [{ id: shown, reason: "Not now." }] },
  seeDraft: {
    may: ["member", "author", "approver", "admin"],
    unseen: notTheirs,
    given: ({ shown }) => [{ id: shown }],
  },
  readContext: { may: everybody, given: () => [{ children: ["access-grant", "search-index"] }] },
};
