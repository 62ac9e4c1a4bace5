"use client";
import { ListFilter, Search, X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { requestStates } from "#lib/core/lifecycle/states.ts";
import type { ChoicesView } from "#lib/views/organisation/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { stateLabel } from "#components/ui/state-badge.tsx";
import { type Filter, isNarrowed } from "./filter.ts";

type Choosable = "offering" | "project" | "environment" | "person";

interface BarProps {
  filter: Filter;
  choices: ChoicesView;
  change: (filter: Filter) => void;
}

/** The filter with one part set, or without it when the value is empty. */
function withPart(filter: Filter, part: Choosable | "text", value: string): Filter {
  const { [part]: _, ...rest } = filter;
  return value === "" ? rest : { ...rest, [part]: value };
}

export function FilterBar({ filter, choices, change }: BarProps) {
  const [shown, setShown] = useState(isNarrowed(filter));
  const id = useId();
  const named = (options: readonly { name: string; title: string }[]) =>
    options.map(({ name, title }) => ({ value: name, label: title }));
  const set = (part: Choosable) => (value: string) => change(withPart(filter, part, value));
  return (
    <div className="mb-4">
      <div className="flex gap-2">
        <TextFilter value={filter.text ?? ""} onChange={(text) => change(withPart(filter, "text", text))} />
        <Button aria-expanded={shown} aria-controls={id} onClick={() => setShown(!shown)}>
          <ListFilter className="size-4" aria-hidden />
          Filter
        </Button>
      </div>
      <div id={id} hidden={!shown} className="mt-2">
        <div className="grid gap-2 sm:grid-cols-2 lg:grid-cols-[repeat(5,minmax(0,1fr))_auto]">
          <StateFilter filter={filter} change={change} />
          <Choice
            label="Offering"
            value={filter.offering}
            options={named(choices.offerings)}
            onChange={set("offering")}
          />
          <Choice label="Project" value={filter.project} options={named(choices.projects)} onChange={set("project")} />
          <Choice
            label="Environment"
            value={filter.environment}
            options={named(choices.environments)}
            onChange={set("environment")}
          />
          <Choice
            label="Person"
            value={filter.person}
            options={choices.people.map((person) => ({ value: person.id, label: person.name }))}
            onChange={set("person")}
          />
          <Button tone="quiet" disabled={!isNarrowed(filter)} onClick={() => change({ scope: filter.scope })}>
            <X className="size-4" aria-hidden />
            Clear
          </Button>
        </div>
      </div>
    </div>
  );
}

function StateFilter({ filter, change }: Omit<BarProps, "choices">) {
  const options = requestStates.map((state) => ({ value: state, label: stateLabel(state) }));
  const chosen = filter.state?.length === 1 ? filter.state[0] : undefined;
  return (
    <Choice
      label="State"
      value={chosen}
      options={options}
      onChange={(value) => {
        const { state: _, ...rest } = filter;
        const state = requestStates.filter((known) => known === value);
        change(state.length === 0 ? rest : { ...rest, state });
      }}
    />
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

function Choice({ label, value = "", options, onChange }: ChoiceProps) {
  const known = value === "" || options.some((option) => option.value === value);
  const shown = known ? options : [...options, { value, label: value }];
  return (
    <select
      aria-label={label}
      className="field truncate"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">Any {label.toLowerCase()}</option>
      {shown.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** Asks once the typing pauses. */
function TextFilter({ value, onChange }: { value: string; onChange: (text: string) => void }) {
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
        aria-label="Search requests"
        placeholder="Number, title, offering or person"
        className="field pl-9"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}
