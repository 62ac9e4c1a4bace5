"use client";
import { ListFilter, X } from "lucide-react";
import { useId, useState } from "react";
import { requestStates } from "#lib/core/lifecycle/states.ts";
import type { ChoicesView } from "#lib/views/organisation/shape.ts";
import { Button } from "#components/ui/button.tsx";
import { Choice, TextFilter } from "#components/ui/filter-fields.tsx";
import { findPeople, findProjects } from "#components/organisation/picks.ts";
import { PickFilter } from "#components/ui/pick-filter-door.tsx";
import { stateLabel } from "#components/ui/state-badge.tsx";
import { type Filter, isNarrowed, testFilters } from "./filter.ts";

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
  return (
    <div className="mb-4">
      <div className="flex gap-2">
        <TextFilter
          label="Search requests"
          placeholder="Number, title, offering or person"
          value={filter.text ?? ""}
          onChange={(text) => change(withPart(filter, "text", text))}
        />
        <Button aria-expanded={shown} aria-controls={id} onClick={() => setShown(!shown)}>
          <ListFilter className="size-4" aria-hidden />
          Filter
        </Button>
      </div>
      <div id={id} hidden={!shown} className="mt-2">
        {shown ? <Fields filter={filter} choices={choices} change={change} /> : null}
      </div>
    </div>
  );
}

function Fields({ filter, choices, change }: BarProps) {
  const named = (options: readonly { name: string; title: string }[]) =>
    options.map(({ name, title }) => ({ value: name, label: title }));
  const set = (part: Choosable) => (value: string) => change(withPart(filter, part, value));
  return (
    <div className="grid gap-2 sm:grid-cols-2 lg:grid-cols-[repeat(6,minmax(0,1fr))_auto]">
      <StateFilter filter={filter} change={change} />
      <Choice label="Offering" value={filter.offering} options={named(choices.offerings)} onChange={set("offering")} />
      <PickFilter
        id="filter-project"
        label="Project"
        value={filter.project}
        first={choices.chosen.project}
        find={findProjects}
        onChange={set("project")}
      />
      <Choice
        label="Environment"
        value={filter.environment}
        options={named(choices.environments)}
        onChange={set("environment")}
      />
      <PickFilter
        id="filter-person"
        label="Person"
        value={filter.person}
        first={choices.chosen.person}
        find={findPeople}
        onChange={set("person")}
      />
      <TestFilter filter={filter} change={change} />
      <Button
        tone="quiet"
        className="max-sm:disabled:hidden"
        disabled={!isNarrowed(filter)}
        onClick={() => change({ scope: filter.scope })}
      >
        <X className="size-4" aria-hidden />
        Clear
      </Button>
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

function TestFilter({ filter, change }: Omit<BarProps, "choices">) {
  return (
    <Choice
      label="Test orders"
      any="No test orders"
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
