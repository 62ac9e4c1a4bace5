import { beginDraft } from "#lib/commands/draft/begin.ts";
import { declineDraft } from "#lib/commands/draft/decline.ts";
import { runDry } from "#lib/commands/draft/dry-run.ts";
import { planDraft } from "#lib/commands/draft/plan.ts";
import { publishDraft } from "#lib/commands/draft/publish.ts";
import { saveDraft } from "#lib/commands/draft/save.ts";
import { submitDraft } from "#lib/commands/draft/submit.ts";
import { testDraft } from "#lib/commands/draft/test.ts";
import type { Operation } from "./operations.ts";
import { draftQuery } from "./query.ts";

/** Documents that are not published: an offering's authors publish them, others propose. */
export const draftOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/drafts",
    id: "listDrafts",
    summary: "Open drafts and proposals that you may see, without their texts, a page of them.",
    query: draftQuery,
  },
  {
    method: "post",
    path: "/drafts",
    id: "beginDraft",
    summary:
      "Begins a draft of an offering or of a new one, a proposal if you may not write; 200 if yours is open already.",
    body: beginDraft.schema,
    answers: { status: 201 },
  },
  {
    method: "get",
    path: "/drafts/{id}",
    id: "getDraft",
    summary: "A draft or proposal with its text, also once it has ended.",
  },
  {
    method: "put",
    path: "/drafts/{id}",
    id: "saveDraft",
    summary: "Keeps a text, also a broken one; 409 if somebody has saved another since the version you send.",
    body: saveDraft.schema,
  },
  { method: "delete", path: "/drafts/{id}", id: "discardDraft", summary: "Ends a draft without publishing it." },
  {
    method: "post",
    path: "/drafts/{id}/publish",
    id: "publishDraft",
    summary: "Makes a draft or proposal the next revision; for the authors of its team.",
    body: publishDraft.schema,
  },
  {
    method: "post",
    path: "/drafts/{id}/submit",
    id: "submitDraft",
    summary: "Shows a proposal to the offering's authors.",
    body: submitDraft.schema,
  },
  {
    method: "post",
    path: "/drafts/{id}/decline",
    id: "declineDraft",
    summary: "Says no to a proposal, and why; for the authors of its team.",
    body: declineDraft.schema,
  },
  {
    method: "post",
    path: "/drafts/{id}/plan",
    id: "planDraft",
    summary: "What an order of a draft would do; nothing is written.",
    body: planDraft.schema,
  },
  {
    method: "post",
    path: "/drafts/{id}/dry-run",
    id: "runDraftDry",
    summary:
      "Plans an order of a draft and asks whether the outside would take it; nothing is made. The probe has the findings.",
    body: runDry.schema,
    answers: { status: 202 },
  },
  {
    method: "post",
    path: "/drafts/{id}/test",
    id: "testDraft",
    summary: "Orders a draft for real, where test orders may run; it counts in no history.",
    body: testDraft.schema,
    answers: { status: 201 },
  },
];
