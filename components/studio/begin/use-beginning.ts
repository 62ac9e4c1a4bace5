"use client";
import { useState } from "react";
import type { Result } from "#lib/core/problem.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import { missingIn } from "#components/organisation/form-dialog.tsx";
import type { Picked } from "#components/ui/pick-field.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import type { Begun, DraftActions } from "../actions.ts";
import { beginText, type Origin } from "./begin-text.ts";
import type { OriginDraft } from "./origin-field.tsx";

export interface NewDraft extends OriginDraft {
  name: string;
  title: string;
  category: string;
  team: Picked | null;
}

interface Given {
  first: NewDraft;
  modules: Modules;
  beginDraft: DraftActions["beginDraft"];
  done: (begun: Begun) => void;
}

/** What is asked of a new offering, and its draft begun once all of it is there. */
export function useBeginning({ first, modules, beginDraft, done }: Given) {
  const [draft, setDraft] = useState(first);
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useVerb<Begun>(done);
  const missing = missingOf(draft);
  const begin = async (): Promise<Result<Begun>> => {
    const { name, title, team } = draft;
    const category = draft.category.trim();
    const beginning = { name: name.trim(), title: title.trim(), owner: team?.value ?? "" };
    const text = await beginText(originOf(draft), { ...beginning, ...(category === "" ? {} : { category }) }, modules);
    return text.ok ? beginDraft({ source: text.value }) : text;
  };
  const submit = () => {
    setTried(true);
    if (missing.size === 0) void run(begin);
  };
  return {
    draft,
    change: (part: Partial<NewDraft>) => setDraft((before) => ({ ...before, ...part })),
    errorAt: (path: string) => (tried ? missing.get(path) : undefined),
    submit,
    busy,
    problem,
  };
}

function missingOf({ kind, title, name, team, of, folder }: NewDraft): Map<string, string> {
  return missingIn({
    "/title": [title, "Give it a title for people to read."],
    "/name": [name, "Give it a name, such as message-queue."],
    "/owner": [team?.value ?? "", "Choose the team that owns it."],
    ...(kind === "copy" ? { "/of": [of?.value ?? "", "Choose what to copy."] } : {}),
    ...(kind === "module" ? { "/folder": [folder, "Choose a module."] } : {}),
  });
}

function originOf({ kind, jira, of, folder }: OriginDraft): Origin {
  if (kind === "copy") return { kind, of: of?.value ?? "" };
  return kind === "module" ? { kind, folder } : { kind, jira };
}
