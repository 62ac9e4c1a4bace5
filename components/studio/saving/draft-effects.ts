import type { ProblemView, Result } from "#lib/core/problem.ts";
import type { DraftView } from "#lib/views/studio/shape.ts";
import { readRest } from "#components/live/rest.ts";
import type { DraftActions, Saved } from "../actions.ts";
import type { Effects } from "./autosave.ts";

interface Given {
  /** The draft to work on; null while the first change has not begun one. */
  draft: Pick<DraftView, "id"> | null;
  /** What it begins from. */
  offering: string;
  published: string;
  actions: Pick<DraftActions, "beginDraft" | "saveDraft">;
}

export interface Told {
  begun: (id: string) => void;
  /** What was never published goes by the name in its text. */
  renamed: (name: string) => void;
}

/** How a text is saved; the first save begins its draft. */
export function draftEffects({ draft, offering, published, actions }: Given, { begun, renamed }: Told) {
  let id = draft?.id ?? null;
  let name = offering;
  const look = async (): Promise<DraftView> => {
    if (id === null) throw new Error("There is no draft yet.");
    return readRest<DraftView>(`/drafts/${id}`);
  };
  /** The version to save upon. Nobody has seen what it begins with: it may be another's text, or a later revision. */
  const begin = async (): Promise<Result<number>> => {
    if (id === null) {
      const answer = await actions.beginDraft({ offering });
      if (!answer.ok) return answer;
      id = answer.value.id;
      begun(id);
    }
    const now = await look();
    return now.source === published ? { ok: true, value: now.version } : { ok: false, problem: unseen(now) };
  };
  const save = async (source: string, version: number): Promise<Result<Saved>> => {
    const upon: Result<number> = version === 0 ? await begin() : { ok: true, value: version };
    if (!upon.ok) return upon;
    if (id === null) throw new Error("There is no draft yet.");
    const answer = await actions.saveDraft({ id, source, version: upon.value });
    if (answer.ok && answer.value.offering !== name) renamed((name = answer.value.offering));
    return answer;
  };
  return { save, look, id: () => id } satisfies Pick<Effects, "save" | "look"> & { id: () => string | null };
}

const unseen = ({ savedBy }: DraftView): ProblemView => ({
  code: "conflict",
  message: `${savedBy} saved another text meanwhile.`,
  issues: [],
});
