"use client";
import { type RefObject, useState } from "react";
import { flushSync } from "react-dom";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { AutomationStage } from "#lib/views/catalog/shape.ts";
import { Tabs } from "#components/ui/tabs.tsx";
import { DocumentEditor, type EditorHandle } from "../editor/document-editor.tsx";
import { ProblemList } from "../editor/problem-list.tsx";
import type { Checked } from "../editor/use-check.ts";
import { FulfilmentTab, type OutlineProps, PoliciesTab, QuestionsTab } from "../outline/outline.tsx";

interface WriteProps {
  name: string;
  source: string;
  change: (source: string) => void;
  context: CheckContext;
  checked: Checked;
  readOnly: boolean;
  editor: RefObject<EditorHandle | null>;
  path: readonly AutomationStage[];
}

const parts = {
  questions: { title: "Questions", Tab: QuestionsTab },
  fulfilment: { title: "Fulfilment", Tab: FulfilmentTab },
  policies: { title: "Policies", Tab: PoliciesTab },
} as const;

const partNames = ["questions", "fulfilment", "policies"] as const;

/** The document as a text and in parts, and what is wrong with it. */
export function WritePane({ name, source, change, context, checked, readOnly, editor, path }: WriteProps) {
  const [tab, setTab] = useState<"document" | keyof typeof parts>("document");
  const go = (place: { line?: number; column?: number }) => {
    // What is hidden can't be scrolled to.
    flushSync(() => setTab("document"));
    editor.current?.go(place);
  };
  const outline: OutlineProps = {
    source,
    offering: checked.offering,
    context,
    path,
    readOnly,
    onChange: change,
    onGoTo: (line, column) => go({ line, column }),
  };
  const errors = checked.issues.filter(({ severity }) => severity === "error").length;
  return (
    <>
      <Tabs
        label="Document"
        value={tab}
        onChange={setTab}
        className="flex min-h-0 flex-1 flex-col"
        panelClass="min-h-0 flex-1"
        end={<span className="font-mono max-xl:hidden">{name}.yaml</span>}
        tabs={[
          {
            name: "document",
            title: "Document",
            kept: true,
            content: (
              <DocumentEditor
                ref={editor}
                value={source}
                onChange={change}
                context={context}
                checked={checked}
                readOnly={readOnly}
                label="Document"
              />
            ),
          },
          ...partNames.map((name) => {
            const { title, Tab } = parts[name];
            return { name, title, content: <Tab {...outline} /> };
          }),
        ]}
      />
      <section aria-label="Problems" className="max-h-[35%] shrink-0 overflow-y-auto border-t border-line py-1 sm:px-2">
        <ProblemList checked={checked} onGo={go} onFix={readOnly ? undefined : (issue) => editor.current?.fix(issue)} />
        <p role="status" className="sr-only">
          {errors === 0 ? "No errors" : `${errors} ${errors === 1 ? "error" : "errors"}`}
        </p>
      </section>
    </>
  );
}
