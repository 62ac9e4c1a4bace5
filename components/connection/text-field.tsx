import { describedBy, Field } from "#components/ui/field.tsx";

interface TextProps {
  id: string;
  label: string;
  value: string;
  type?: string;
  help?: string | undefined;
  placeholder?: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

export function TextField({ id, label, value, type = "text", help, placeholder, error, onChange }: TextProps) {
  return (
    <Field id={id} label={label} help={help} error={error}>
      <input
        id={id}
        type={type}
        className="field"
        placeholder={placeholder}
        autoComplete={type === "password" ? "new-password" : "off"}
        spellCheck={false}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, { help, error })}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
