"use client";
import { type RefObject, useState } from "react";
import { flushSync } from "react-dom";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import { Tabs } from "#components/ui/tabs.tsx";
import { DocumentEditor, type EditorHandle } from "../editor/document-editor.tsx";
import { ProblemList } from "../editor/problem-list.tsx";
import type { Checked } from "../editor/use-check.ts";

interface WriteProps {
  name: string;
  source: string;
  change: (source: string) => void;
  context: CheckContext;
  checked: Checked;
  readOnly: boolean;
  editor: RefObject<EditorHandle | null>;
}

/** The document as a text and in parts, and what is wrong with it. */
export function WritePane({ name, source, change, context, checked, readOnly, editor }: WriteProps) {
  const [tab, setTab] = useState<"document">("document");
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
        ]}
      />
      <section aria-label="Problems" className="max-h-[35%] shrink-0 overflow-y-auto border-t border-line py-1">
        <ProblemList
          checked={checked}
          onGo={(issue) => {
            // What is hidden can't be scrolled to.
            flushSync(() => setTab("document"));
            editor.current?.go(issue);
          }}
          onFix={readOnly ? undefined : (issue) => editor.current?.fix(issue)}
        />
        <p role="status" className="sr-only">
          {errors === 0 ? "No errors" : `${errors} ${errors === 1 ? "error" : "errors"}`}
        </p>
      </section>
    </>
  );
}
