import { TextField } from "./text-field.tsx";

interface LimitProps {
  maxConcurrent: string;
  perMinute: string;
  errorAt: (path: string) => string | undefined;
  change: (part: { maxConcurrent?: string; perMinute?: string }) => void;
}

/** How much the outside takes; what is more waits for a place. */
export function LimitFields({ maxConcurrent, perMinute, errorAt, change }: LimitProps) {
  return (
    <fieldset className="min-w-0 space-y-3 border-t border-line pt-4">
      <legend className="sr-only">Limits</legend>
      <div>
        <p className="label" aria-hidden>
          Limits <span className="font-normal text-muted">optional</span>
        </p>
        <p className="help mt-0.5">
          What the outside takes, from all engines together. Steps beyond it wait for a place, the oldest first.
        </p>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          id="maxConcurrent"
          label="Steps at once"
          placeholder="No limit"
          value={maxConcurrent}
          error={errorAt("/settings/maxConcurrent")}
          onChange={(typed) => change({ maxConcurrent: typed })}
        />
        <TextField
          id="perMinute"
          label="Turns a minute"
          placeholder="No limit"
          value={perMinute}
          error={errorAt("/settings/perMinute")}
          onChange={(typed) => change({ perMinute: typed })}
        />
      </div>
    </fieldset>
  );
}
