"use client";
import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import type { Json } from "#lib/core/json.ts";
import type { OutputView } from "#lib/views/request/shape.ts";
import { classNames } from "#components/ui/class-names.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { LongText } from "#components/ui/folded.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import type { RequestActions } from "./actions.ts";

function asText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

interface OutputsProps {
  outputs: Readonly<Record<string, OutputView>>;
  /** The request that yields them. */
  number: string;
  mayReveal: boolean;
  reveal: RequestActions["revealOutput"];
}

/** What came of it: to be copied, secret ones shown on demand. */
export function Outputs({ outputs, ...rest }: OutputsProps) {
  return (
    <dl className="space-y-2.5">
      {Object.entries(outputs).map(([name, output]) => (
        <Output key={name} name={name} output={output} {...rest} />
      ))}
    </dl>
  );
}

interface OutputProps extends Omit<OutputsProps, "outputs"> {
  name: string;
  output: OutputView;
}

function Output({ name, output, number, mayReveal, reveal }: OutputProps) {
  const [shown, setShown] = useState<Json | undefined>();
  const { busy, problem, run } = useVerb<{ value: Json }>(({ value: revealed }) => setShown(revealed));
  const value = output.secret ? shown : output.known ? output.value : undefined;
  const show = () => run(() => reveal({ number, output: name }));
  return (
    <div className={classNames("relative", output.secret ? "pr-18" : "pr-9")}>
      <dt>{output.title}</dt>
      <dd className="font-mono text-xs break-all">
        {value !== undefined ? (
          <LongText text={asText(value)} of={output.title} />
        ) : output.known ? (
          "••••••••"
        ) : (
          <span className="font-sans text-muted">not known yet</span>
        )}
      </dd>
      {problem ? (
        <dd className="text-xs text-bad" role="alert">
          {problem.message}
        </dd>
      ) : null}
      <dd className="absolute top-1 -right-2 flex">
        {output.secret && output.known && mayReveal ? (
          <RevealButton
            title={output.title}
            shown={shown !== undefined}
            busy={busy}
            onClick={() => (shown === undefined ? void show() : setShown(undefined))}
          />
        ) : null}
        {value !== undefined && value !== null ? <CopyButton text={asText(value)} what={output.title} /> : null}
      </dd>
    </div>
  );
}

interface RevealProps {
  title: string;
  shown: boolean;
  busy: boolean;
  onClick: () => void;
}

function RevealButton({ title, shown, busy, onClick }: RevealProps) {
  const Sign = shown ? EyeOff : Eye;
  return (
    <button
      type="button"
      className="button button-quiet button-icon shrink-0"
      aria-label={shown ? `Hide ${title}` : `Show ${title}; this is recorded`}
      title={shown ? "Hide" : "Show it. Who saw it is recorded."}
      disabled={busy}
      onClick={onClick}
    >
      <Sign className="size-4" aria-hidden />
    </button>
  );
}
