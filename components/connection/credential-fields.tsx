import type { Part } from "./kinds.ts";
import { TextField } from "./text-field.tsx";

interface CredentialProps {
  parts: readonly Part[];
  /** Names of the parts that have a value already: it is never shown, and kept when nothing is typed. */
  set: readonly string[];
  typed: Readonly<Record<string, string>>;
  errorAt: (path: string) => string | undefined;
  change: (typed: Record<string, string>) => void;
}

/** What signs in; the secret of webhooks has fields of its own. */
export function CredentialFields({ parts, set, typed, errorAt, change }: CredentialProps) {
  return parts
    .filter(({ name }) => name !== "webhookSecret")
    .map(({ name, label, type, help }) => (
      <TextField
        key={name}
        id={`part-${name}`}
        label={label}
        type={type}
        help={set.includes(name) ? "Set. Leave empty to keep it." : help}
        value={typed[name] ?? ""}
        error={errorAt(`/credential/${name}`)}
        onChange={(value) => change({ ...typed, [name]: value })}
      />
    ));
}
