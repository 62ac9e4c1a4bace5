"use server";

import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Result } from "#lib/core/problem.ts";
import { beginDraft as beginCommand } from "#lib/commands/draft/begin.ts";
import { declineDraft as declineCommand } from "#lib/commands/draft/decline.ts";
import { discardDraft as discardCommand } from "#lib/commands/draft/discard.ts";
import { publishDraft as publishCommand } from "#lib/commands/draft/publish.ts";
import { saveDraft as saveCommand } from "#lib/commands/draft/save.ts";
import { seeDraft as seeCommand } from "#lib/commands/draft/seen.ts";
import { submitDraft as submitCommand } from "#lib/commands/draft/submit.ts";
import { readContext as readContextCommand } from "#lib/commands/offering/read-context.ts";
import type { DraftView, Editor } from "#lib/views/studio/shape.ts";
import { act } from "./act.ts";

/** A draft as whoever changes it has seen it. */
interface Seen {
  id: string;
  version: number;
}

type Begun = Pick<DraftView, "id" | "offering" | "proposal" | "version" | "basedOn"> & { begun: boolean };
type Saved = Pick<DraftView, "id" | "offering" | "version" | "savedAt">;
type Presence = Pick<DraftView, "state" | "version" | "savedBy" | "savedAt" | "current"> & { editors: Editor[] };

export async function beginDraft(given: {
  offering?: string;
  source?: string;
  proposal?: boolean;
}): Promise<Result<Begun>> {
  return act(beginCommand, given);
}

export async function saveDraft(given: Seen & { source: string }): Promise<Result<Saved>> {
  return act(saveCommand, given);
}

export async function discardDraft(given: { id: string }): Promise<Result<object>> {
  return act(discardCommand, given);
}

export async function publishDraft(
  given: Seen & { note: string; over?: number; breaking?: boolean },
): Promise<Result<{ name: string; revision: number; recomposed: string[]; unfit: string[] }>> {
  return act(publishCommand, given);
}

export async function submitDraft(given: Seen & { note: string }): Promise<Result<object>> {
  return act(submitCommand, given);
}

export async function declineDraft(given: { id: string; reason: string }): Promise<Result<object>> {
  return act(declineCommand, given);
}

export async function seeDraft(given: { id: string }): Promise<Result<Presence>> {
  return act(seeCommand, given);
}

/** What the offerings that a document names ask and yield, once it names another one. */
export async function readContext(given: { children?: string[] }): Promise<Result<CheckContext>> {
  return act(readContextCommand, given);
}
