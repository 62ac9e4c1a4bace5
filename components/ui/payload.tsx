import type { ReactNode } from "react";
import type { Preview } from "#lib/core/adapter/definition.ts";
import { CopyButton } from "./copy-button.tsx";

/** Exactly what is sent to the outside, on demand. */
export function PayloadDetails({ preview, label = "Exact payload" }: { preview: Preview; label?: string }) {
  return (
    <details className="group">
      <summary className="inline-block rounded text-xs leading-6 text-accent marker:content-none hover:underline">
        <span className="group-open:hidden">{label}</span>
        <span className="hidden group-open:inline">Hide payload</span>
      </summary>
      <Code title={preview.title} text={preview.text} />
    </details>
  );
}

/** `children` are the same text, with something in it marked. */
export function Code({ title, text, children = text }: { title: string; text: string; children?: ReactNode }) {
  return (
    <figure className="mt-1.5 overflow-hidden rounded-lg border border-line bg-surface">
      <figcaption className="flex items-center justify-between gap-2 border-b border-line py-0.5 pr-1 pl-3 text-xs text-muted">
        <span className="truncate">{title}</span>
        <CopyButton text={text} what={title} />
      </figcaption>
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard
        tabIndex={0}
        aria-label={title}
        className="max-h-80 overflow-auto px-3 py-2 font-mono text-xs whitespace-pre-wrap text-ink"
      >
        {children}
      </pre>
    </figure>
  );
}
