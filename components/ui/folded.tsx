"use client";
import { type ReactNode, useState } from "react";

interface FoldedProps<T> {
  items: readonly T[];
  /** How many are shown at first; one or two more than that are not worth a fold. */
  most: number;
  /** What they are, for who hears only the button. */
  of: string;
  children: (shown: readonly T[]) => ReactNode;
}

/** The beginning of a long list, and all of it on demand. */
export function Folded<T>({ items, most, of, children }: FoldedProps<T>) {
  const [all, setAll] = useState(false);
  const folds = items.length > most + 2;
  return (
    <>
      {children(folds && !all ? items.slice(0, most) : items)}
      {folds ? (
        <Toggle all={all} of={of} onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${items.length}`}
        </Toggle>
      ) : null}
    </>
  );
}

const fewLines = 8;
const fewLetters = 400;

/** The beginning of a long text, and all of it on demand. */
export function LongText({ text, of }: { text: string; of: string }) {
  const [all, setAll] = useState(false);
  const long = text.length > fewLetters * 1.5 || text.split("\n", fewLines + 3).length > fewLines + 2;
  if (!long) return text;
  const begin = text.slice(0, fewLetters).split("\n").slice(0, fewLines).join("\n");
  return (
    <>
      {all ? text : `${begin.trimEnd()} …`}
      <span className="block font-sans">
        <Toggle all={all} of={of} onClick={() => setAll(!all)}>
          {all ? "Show less" : `Show all ${text.length.toLocaleString("en")} characters`}
        </Toggle>
      </span>
    </>
  );
}

interface ToggleProps {
  all: boolean;
  of: string;
  onClick: () => void;
  children: ReactNode;
}

function Toggle({ all, of, onClick, children }: ToggleProps) {
  return (
    <button type="button" aria-expanded={all} className="min-h-6 text-xs text-accent hover:underline" onClick={onClick}>
      {children} <span className="sr-only">of {of}</span>
    </button>
  );
}
