"use client";
import { ListFilter, X } from "lucide-react";
import { useId, useState } from "react";
import { doors } from "#lib/core/audit/filter.ts";
import { knownVerbs, subjectOf, verbTitle } from "#lib/core/audit/verbs.ts";
import { Button } from "#components/ui/button.tsx";
import { Choice, TextFilter } from "#components/ui/filter-fields.tsx";
import { doorWords } from "./door-words.ts";
import { type Filter, isNarrowed, withPart } from "./filter.ts";

interface BarProps {
  filter: Filter;
  change: (filter: Filter) => void;
}

const verbs = knownVerbs
  .map((verb) => ({ value: verb, label: capital(verbTitle(verb)) }))
  .toSorted((a, b) => a.label.localeCompare(b.label, "en"));

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const outcomes = [
  { value: "", label: "All" },
  { value: "done", label: "Done" },
  { value: "denied", label: "Denied" },
] as const;

/** What was done and what was denied stand apart. */
export function OutcomeTabs({ filter, change }: BarProps) {
  return (
    <div role="group" aria-label="Outcome" className="mb-4 flex gap-5 border-b border-line">
      {outcomes.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          aria-pressed={(filter.outcome ?? "") === value}
          onClick={() => change(withPart(filter, "outcome", value))}
          className="-mb-px border-b-2 border-transparent py-2 text-muted hover:text-ink aria-pressed:border-accent aria-pressed:font-medium aria-pressed:text-ink"
        >
          {label}
        </button>
      ))}
    </div>
  );
}

export function FilterBar({ filter, change }: BarProps) {
  const [shown, setShown] = useState(["verb", "door", "from", "to"].some((part) => part in filter));
  const id = useId();
  const set = (part: keyof Filter) => (value: string) => change(withPart(filter, part, value));
  return (
    <div className="mb-4">
      <div className="flex gap-2">
        <TextFilter
          label="Search the audit"
          placeholder="Person, number, address, any word"
          value={filter.text ?? ""}
          onChange={set("text")}
        />
        <Button aria-expanded={shown} aria-controls={id} onClick={() => setShown(!shown)}>
          <ListFilter className="size-4" aria-hidden />
          Filter
        </Button>
      </div>
      <div id={id} hidden={!shown} className="mt-2">
        <div className="grid gap-2 sm:grid-cols-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_auto_auto]">
          <Choice label="Action" value={filter.verb} options={verbs} onChange={set("verb")} />
          <Choice
            label="Door"
            value={filter.door}
            options={doors.map((door) => ({ value: door, label: doorWords[door] }))}
            onChange={set("door")}
          />
          <Day label="From" value={filter.from} onChange={set("from")} />
          <Day label="To" value={filter.to} onChange={set("to")} />
        </div>
      </div>
      <Chosen filter={filter} change={change} />
    </div>
  );
}

interface DayProps {
  label: string;
  value: string | undefined;
  onChange: (value: string) => void;
}

function Day({ label, value = "", onChange }: DayProps) {
  return (
    <label className="flex items-center gap-2">
      <span className="text-xs whitespace-nowrap text-muted max-lg:w-10">{label}</span>
      <input
        type="date"
        title="A day in UTC"
        className="field"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

/** What entries were narrowed to from one of them. */
function Chosen({ filter, change }: BarProps) {
  const parts = [
    ...(filter.who === undefined ? [] : [{ part: "who" as const, said: `By ${filter.who}` }]),
    ...(filter.subject === undefined
      ? []
      : [{ part: "subject" as const, said: `About ${subjectOf(filter.subject).title}` }]),
  ];
  if (!isNarrowed(filter)) return null;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      {parts.map(({ part, said }) => (
        <Button key={part} small onClick={() => change(withPart(filter, part, ""))}>
          <span className="max-w-64 truncate">{said}</span>
          <X className="size-3.5" aria-label="Remove" />
        </Button>
      ))}
      <Button
        small
        tone="quiet"
        onClick={() => change(filter.outcome === undefined ? {} : { outcome: filter.outcome })}
      >
        Clear the filters
      </Button>
    </div>
  );
}
