"use client";
import { Search } from "lucide-react";
import { useEffect, useState } from "react";

interface ChoiceProps {
  label: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  /** What it reads while none of them is chosen. */
  any?: string;
  onChange: (value: string) => void;
}

/** One of some, or any of them: then the value is empty. */
export function Choice({ label, value = "", options, any = `Any ${label.toLowerCase()}`, onChange }: ChoiceProps) {
  const known = value === "" || options.some((option) => option.value === value);
  const shown = known ? options : [...options, { value, label: value }];
  return (
    <select
      aria-label={label}
      className="field truncate"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{any}</option>
      {shown.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

interface TextProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
}

/** Asks once the typing pauses. */
export function TextFilter({ label, placeholder, value, onChange }: TextProps) {
  const [text, setText] = useState(value);
  const [given, setGiven] = useState(value);
  if (given !== value) {
    setGiven(value);
    setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), 250);
    return () => clearTimeout(timer);
  });
  return (
    <div role="search" className="relative flex-1">
      <Search className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" aria-hidden />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        className="field pl-9"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}
