"use client";
import { type ReactNode, useId, useMemo, useState } from "react";
import { outlineOf } from "#lib/core/offering/outline/outline.ts";
import type { OutlinePart } from "#lib/core/offering/outline/outline.ts";
import type { Json } from "#lib/core/json.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { OutlineProps } from "./outline-props.ts";

interface FrameProps extends Pick<OutlineProps, "source" | "onGoTo"> {
  children: (part: OutlinePart, value: Json) => ReactNode;
}

/** What a tab shows of the order, or of the operation that is chosen; and what it says while the text can't be read. */
export function OutlineFrame({ source, onGoTo, children }: FrameProps) {
  const outline = useMemo(() => outlineOf(source), [source]);
  const [chosen, choose] = useState("");
  const id = useId();
  if ("issues" in outline) return <Unreadable issues={outline.issues} onGoTo={onGoTo} />;
  const { parts, value } = outline;
  const part = parts.find(({ operation = "" }) => operation === chosen) ?? parts[0];
  if (!part) return null;
  return (
    <div className="h-full overflow-y-auto">
      {parts.length === 1 ? null : (
        <div className="flex items-center gap-2 border-b border-line px-4 py-2 sm:px-6">
          <label htmlFor={id} className="label">
            Of
          </label>
          <select id={id} className="field w-auto" value={chosen} onChange={(event) => choose(event.target.value)}>
            {parts.map(({ operation = "", title }) => (
              <option key={operation} value={operation}>
                {operation === "" ? "the order" : `the operation ${title}`}
              </option>
            ))}
          </select>
        </div>
      )}
      {children(part, value)}
    </div>
  );
}

function Unreadable({
  issues,
  onGoTo,
}: { issues: readonly { message: string; line?: number; column?: number }[] } & Pick<OutlineProps, "onGoTo">) {
  const [first] = issues;
  return (
    <div className="p-4 sm:p-6">
      <Notice tone="warn" title="The text can't be read at the moment">
        <p>{first ? `Line ${first.line ?? 1}: ${first.message}` : "Correct what is marked in the text first."}</p>
        {first ? (
          <button
            type="button"
            className="button button-small mt-2"
            onClick={() => onGoTo(first.line ?? 1, first.column ?? 1)}
          >
            Show it in the text
          </button>
        ) : null}
      </Notice>
    </div>
  );
}
