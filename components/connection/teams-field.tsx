import { FieldError } from "#components/ui/field.tsx";

interface TeamsProps {
  /** null: all. */
  chosen: readonly string[] | null;
  /** All there are. */
  teams: readonly { name: string; title: string }[];
  error: string | undefined;
  onChange: (teams: string[] | null) => void;
}

/** Whose offerings may use the connection. */
export function TeamsField({ chosen, teams, error, onChange }: TeamsProps) {
  const toggle = (name: string, on: boolean) =>
    onChange(on ? [...(chosen ?? []), name] : (chosen ?? []).filter((other) => other !== name));
  return (
    <fieldset className="min-w-0 space-y-2 border-t border-line pt-4" aria-describedby="teams-help">
      <legend className="sr-only">Open to</legend>
      <div>
        <p className="label" aria-hidden>
          Open to
        </p>
        <p id="teams-help" className="help mt-0.5">
          Steps go through it when the team that owns their offering may use it.
        </p>
      </div>
      <Choice type="radio" name="open-to" checked={chosen === null} onChange={() => onChange(null)}>
        All teams
      </Choice>
      <Choice
        type="radio"
        name="open-to"
        checked={chosen !== null}
        onChange={() => onChange(chosen ? [...chosen] : [])}
      >
        Only these
      </Choice>
      {chosen === null ? null : (
        <ul className="ml-6 grid max-h-48 gap-x-4 overflow-y-auto sm:grid-cols-2">
          {teams.map(({ name, title }) => (
            <li key={name}>
              <Choice type="checkbox" checked={chosen.includes(name)} onChange={(on) => toggle(name, on)}>
                {title}
              </Choice>
            </li>
          ))}
        </ul>
      )}
      {error ? <FieldError id="teams-error" message={error} /> : null}
    </fieldset>
  );
}

interface ChoiceProps {
  type: "radio" | "checkbox";
  name?: string;
  checked: boolean;
  onChange: (on: boolean) => void;
  children: string;
}

function Choice({ children, onChange, ...input }: ChoiceProps) {
  return (
    <label className="flex min-h-7 items-center gap-2">
      <input {...input} className="size-4 accent-accent" onChange={({ target }) => onChange(target.checked)} />
      <span className="min-w-0 truncate">{children}</span>
    </label>
  );
}
