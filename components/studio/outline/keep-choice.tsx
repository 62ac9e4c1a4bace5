import { useId } from "react";
import type { Keep } from "#lib/core/offering/outline/automate.ts";

interface KeepProps {
  keep: Keep;
  onChange: (keep: Keep) => void;
  environments: readonly string[];
  /** Nothing else takes the step's place yet when it fails. */
  mayFallBack: boolean;
}

/** What becomes of the ticket once there is an automation. */
export function KeepChoice({ keep, onChange, environments, mayFallBack }: KeepProps) {
  const name = useId();
  const chosen = keep.kind === "environments" ? keep.environments : [];
  return (
    <fieldset className="space-y-3 border-t border-line pt-4">
      <legend className="sr-only">What becomes of the ticket?</legend>
      <p className="font-medium" aria-hidden>
        What becomes of the ticket?
      </p>
      <Option
        {...{ name }}
        title="It is replaced"
        help="The automation does it, wherever it is ordered."
        checked={keep.kind === "replace"}
        onChoose={() => onChange({ kind: "replace" })}
      />
      {mayFallBack ? (
        <Option
          {...{ name }}
          title="It takes over when the automation fails"
          help="People get it with what was tried, and what they are asked for goes on to the next steps."
          checked={keep.kind === "fallback"}
          onChoose={() => onChange({ kind: "fallback" })}
        />
      ) : null}
      {environments.length === 0 ? null : (
        <Option
          {...{ name }}
          title="It stays for some environments"
          help="People go on doing it there, until you trust the automation."
          checked={keep.kind === "environments"}
          onChoose={() => onChange({ kind: "environments", environments: environments.slice(-1) })}
        />
      )}
      {keep.kind === "environments" ? (
        <div role="group" aria-label="Environments of the ticket" className="flex flex-wrap gap-x-4 gap-y-2 pl-7">
          {environments.map((environment) => (
            <label key={environment} className="flex items-center gap-2">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={chosen.includes(environment)}
                // At least one is left: none would be a replacement.
                disabled={chosen.length === 1 && chosen.includes(environment)}
                onChange={(event) =>
                  onChange({
                    kind: "environments",
                    environments: environments.filter((one) =>
                      one === environment ? event.target.checked : chosen.includes(one),
                    ),
                  })
                }
              />
              {environment}
            </label>
          ))}
        </div>
      ) : null}
    </fieldset>
  );
}

interface OptionProps {
  name: string;
  title: string;
  help: string;
  checked: boolean;
  onChoose: () => void;
}

function Option({ name, title, help, checked, onChoose }: OptionProps) {
  return (
    <label className="flex items-start gap-3">
      <input type="radio" className="mt-0.5 size-4 accent-accent" {...{ name, checked }} onChange={onChoose} />
      <span>
        <span className="block">{title}</span>
        <span className="help block">{help}</span>
      </span>
    </label>
  );
}
