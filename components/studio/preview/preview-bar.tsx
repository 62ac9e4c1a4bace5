import type { ReactNode } from "react";
import type { OfferedOperation } from "#lib/core/offering/operations.ts";
import type { Place, Places } from "./preview-props.ts";

interface BarProps extends Places {
  operations: readonly OfferedOperation[];
  operation: string;
  onOperation: (operation: string) => void;
  place: Place;
  onPlace: (place: Place) => void;
}

/** What is previewed: which operation, and where. */
export function PreviewBar({ operations, operation, onOperation, projects, environments, place, onPlace }: BarProps) {
  return (
    <div role="group" aria-label="What is previewed" className="mb-5 flex flex-wrap gap-2">
      {operations.length === 0 ? null : (
        <Choice label="Operation" value={operation} onChange={onOperation}>
          <option value="create">Order</option>
          {operations.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </Choice>
      )}
      {projects.length === 0 ? null : (
        <Choice
          label="Project"
          value={place.project ?? ""}
          onChange={(project) => onPlace({ ...place, project: project === "" ? null : project })}
        >
          {projects.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
          <option value="">Any project</option>
        </Choice>
      )}
      {environments.length === 0 ? null : (
        <Choice
          label="Environment"
          value={place.environment ?? ""}
          onChange={(environment) => onPlace({ ...place, environment: environment === "" ? null : environment })}
        >
          {environments.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </Choice>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      className="field w-auto max-w-48 min-w-0 flex-1 basis-24 truncate text-xs"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {children}
    </select>
  );
}
