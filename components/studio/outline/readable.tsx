import { useMemo, useRef } from "react";
import { ChevronRight } from "lucide-react";
import type { Offering } from "#lib/core/offering/document.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { OutlinePart } from "#lib/core/offering/outline/outline.ts";
import { readableIn } from "#lib/core/offering/outline/readable.ts";
import type { OutlineStep } from "#lib/core/offering/outline/steps.ts";

interface ReadableProps {
  part: OutlinePart;
  step: OutlineStep | undefined;
  offering: Offering | null;
  context: CheckContext;
}

/** What the fields of a step may read: a click puts it where the cursor was last. */
export function Readable({ part, step, offering, context }: ReadableProps) {
  const values = useMemo(() => readableIn(offering, part, step, context), [offering, part, step, context]);
  const last = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null);
  const box = useRef<HTMLDetailsElement>(null);
  return (
    <details
      ref={box}
      className="group rounded-lg border border-line bg-sunken px-3 py-2"
      onPointerDown={() => {
        const focused = document.activeElement;
        if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) last.current = focused;
      }}
    >
      <summary className="flex list-none items-center gap-1.5 text-xs font-medium">
        <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
        Values that can be put into a field
      </summary>
      <ul className="mt-2 flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
        {values.map(({ expression, title }) => (
          <li key={expression}>
            <button
              type="button"
              className="badge font-mono hover:bg-accent-soft hover:text-accent"
              title={title}
              onClick={() => insert(last.current ?? firstField(box.current), `\${{ ${expression} }}`)}
            >
              {expression}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function firstField(box: HTMLElement | null): HTMLInputElement | HTMLTextAreaElement | null {
  return (
    box?.closest("form")?.querySelector<HTMLInputElement | HTMLTextAreaElement>("input.field, textarea.field") ?? null
  );
}

/** As if it was typed there: React hears of it by the event. */
function insert(field: HTMLInputElement | HTMLTextAreaElement | null, text: string): void {
  if (!field?.isConnected) return;
  const { value } = field;
  const from = field.selectionStart ?? value.length;
  const to = field.selectionEnd ?? from;
  const proto = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(proto, "value")?.set?.call(field, value.slice(0, from) + text + value.slice(to));
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  field.setSelectionRange(from + text.length, from + text.length);
}
