"use client";
import { X } from "lucide-react";
import { resourceStates } from "#lib/core/lifecycle/states.ts";
import type { ChoicesView } from "#lib/views/organisation/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { Choice, TextFilter } from "#components/ui/filter-fields.tsx";
import { findProjects } from "#components/organisation/picks.ts";
import { PickFilter } from "#components/ui/pick-filter-door.tsx";
import { resourceStateLabel } from "#components/ui/state-badge.tsx";
import { type Filter, isNarrowed, testFilters } from "./filter.ts";

interface BarProps {
  filter: Filter;
  choices: ChoicesView;
  change: (filter: Filter) => void;
}

type Part = "project" | "offering" | "environment" | "text";

/** The filter with one part set, or without it when the value is empty. */
function withPart(filter: Filter, part: Part, value: string): Filter {
  const { [part]: _, ...rest } = filter;
  return value === "" ? rest : { ...rest, [part]: value };
}

export function FilterBar({ filter, choices, change }: BarProps) {
  const named = (options: readonly { name: string; title: string }[]) =>
    options.map(({ name, title }) => ({ value: name, label: title }));
  const choice = (label: string, part: Exclude<Part, "text">, options: readonly { name: string; title: string }[]) => (
    <Choice
      label={label}
      value={filter[part]}
      options={named(options)}
      onChange={(value) => change(withPart(filter, part, value))}
    />
  );
  return (
    <div className="mb-4 space-y-2">
      <TextFilter
        label="Search resources"
        placeholder="Name, offering or project"
        value={filter.text ?? ""}
        onChange={(text) => change(withPart(filter, "text", text))}
      />
      <div className="grid grid-cols-2 gap-2 lg:grid-cols-[repeat(5,minmax(0,1fr))_auto]">
        <PickFilter
          id="filter-project"
          label="Project"
          value={filter.project}
          first={choices.chosen.project}
          find={findProjects}
          onChange={(value) => change(withPart(filter, "project", value))}
        />
        {choice("Environment", "environment", choices.environments)}
        {choice("Offering", "offering", choices.offerings)}
        <StateFilter filter={filter} change={change} />
        <TestFilter filter={filter} change={change} />
        <Button
          tone="quiet"
          className="max-sm:disabled:hidden"
          disabled={!isNarrowed(filter)}
          onClick={() => change({})}
        >
          <X className="size-4" aria-hidden />
          Clear
        </Button>
      </div>
    </div>
  );
}

function StateFilter({ filter, change }: Omit<BarProps, "choices">) {
  const chosen = filter.state?.length === 1 ? filter.state[0] : undefined;
  return (
    <Choice
      label="State"
      value={chosen}
      options={resourceStates.map((state) => ({ value: state, label: resourceStateLabel(state) }))}
      onChange={(value) => {
        const { state: _, ...rest } = filter;
        const state = resourceStates.filter((known) => known === value);
        change(state.length === 0 ? rest : { ...rest, state });
      }}
    />
  );
}

function TestFilter({ filter, change }: Omit<BarProps, "choices">) {
  return (
    <Choice
      label="Tests"
      any="Tests and others"
      value={filter.tests}
      options={testFilters}
      onChange={(value) => {
        const { tests: _, ...rest } = filter;
        const tests = testFilters.find((known) => known.value === value)?.value;
        change(tests === undefined ? rest : { ...rest, tests });
      }}
    />
  );
}
