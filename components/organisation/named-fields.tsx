import { TextField } from "#components/connection/text-field.tsx";

interface NamedProps {
  name: string;
  title: string;
  /** Where documents and addresses say the name. */
  help: string;
  /** It has its name already, which stays. */
  named?: boolean;
  errorAt: (path: string) => string | undefined;
  change: (part: { name?: string; title?: string }) => void;
}

/** A title to read, and the name that it suggests as long as nobody has typed another. */
export function NamedFields({ name, title, help, named = false, errorAt, change }: NamedProps) {
  const suggested = !named && (name === "" || name === nameFor(title));
  return (
    <>
      <TextField
        id="title"
        label="Title"
        value={title}
        error={errorAt("/title")}
        onChange={(next) => change({ title: next, ...(suggested ? { name: nameFor(next) } : {}) })}
      />
      {named ? null : (
        <TextField
          id="name"
          label="Name"
          help={help}
          value={name}
          error={errorAt("/name")}
          onChange={(next) => change({ name: next })}
        />
      )}
    </>
  );
}

/** `Data Platform` → `data-platform`. */
export function nameFor(title: string): string {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 63);
}
