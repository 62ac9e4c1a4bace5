import { Field } from "#components/ui/field.tsx";
import type { StudioPage } from "#lib/views/studio/shape.ts";

interface WhereProps {
  where: { project: string; environment: string };
  projects: StudioPage["places"]["projects"];
  environments: readonly { name: string; title: string }[];
  change: (where: { project: string; environment: string }) => void;
}

/** For which project it is tried, and in which environment. */
export function WhereFields({ where, projects, environments, change }: WhereProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Choice
        id="trial-project"
        label="Project"
        value={where.project}
        options={projects}
        onChange={(project) => change({ ...where, project })}
      />
      <Choice
        id="trial-environment"
        label="Environment"
        value={where.environment}
        options={environments}
        onChange={(environment) => change({ ...where, environment })}
      />
    </div>
  );
}

interface ChoiceProps {
  id: string;
  label: string;
  value: string;
  options: readonly { name: string; title: string }[];
  onChange: (value: string) => void;
}

function Choice({ id, label, value, options, onChange }: ChoiceProps) {
  return (
    <Field id={id} label={label}>
      <select id={id} className="field truncate" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </Field>
  );
}
