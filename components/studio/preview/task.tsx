import { Hand } from "lucide-react";
import { useMemo } from "react";
import { markdownFor } from "#lib/core/adapter/markdown-tree.ts";
import { readMarkdown } from "#lib/core/adapter/markdown-text.ts";
import { member, shownText } from "#lib/core/adapter/shown.ts";
import { buildForm } from "#lib/core/form/build.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { uiSchema } from "#lib/core/offering/document.ts";
import { Markdown } from "#components/ui/markdown.tsx";
import { AnswerForm, useAnswers } from "#components/request/answer-form.tsx";
import { Holed, holed } from "./holes.tsx";

/** The task as the team gets it, with the questions it answers. */
export function Task({ shown }: { shown: JsonObject }) {
  const asked = JSON.stringify([shown["outputs"] ?? null, shown["ui"] ?? null]);
  return (
    <>
      <p className="flex items-center gap-2 text-xs text-muted">
        <Hand className="size-3.5" aria-hidden />
        <span>
          Task for <Holed text={shownText(shown["team"])} />
        </span>
      </p>
      <div className="mt-3">
        <Markdown text={markdownFor(readMarkdown(shown["instructions"]))} words={holed} />
      </div>
      {shown["outputs"] === undefined ? (
        <p className="mt-4 border-t border-line pt-3 text-muted">Whoever does it marks it as done; nothing is asked.</p>
      ) : (
        <Questions key={asked} shown={shown} />
      )}
    </>
  );
}

function Questions({ shown }: { shown: JsonObject }) {
  const form = useMemo(() => {
    const ui = uiSchema.safeParse(shown["ui"]);
    return buildForm(member(shown, "outputs"), ui.success ? ui.data : undefined);
  }, [shown]);
  const answers = useAnswers(form);
  return (
    <div className="mt-4 border-t border-line pt-3">
      <p className="mb-3 font-medium">What the team answers</p>
      <AnswerForm form={form} answers={answers} />
    </div>
  );
}
