"use client";
import { describedBy, Field } from "#components/ui/field.tsx";

interface NoteProps {
  id: string;
  label: string;
  help: string;
  placeholder?: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

export const longestNote = 2_000;

/** A few lines for the people who read it later. */
export function NoteField({ id, label, help, placeholder, value, error, onChange }: NoteProps) {
  return (
    <Field id={id} label={label} help={help} error={error}>
      <textarea
        id={id}
        rows={3}
        className="field"
        maxLength={longestNote}
        placeholder={placeholder}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, { help, error })}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
