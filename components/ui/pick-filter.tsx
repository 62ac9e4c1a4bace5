"use client";
import { useState } from "react";
import { type Picked, Picker, type PickerProps } from "./pick-field.tsx";

export interface PickFilterProps extends Pick<PickerProps, "id" | "find"> {
  label: string;
  /** What stands in the filter. */
  value: string | undefined;
  /** What the server knows of what stood in it at first. */
  first: Picked | null;
  /** Empty for any. */
  onChange: (value: string) => void;
}

/** One of so many that they have to be looked for, or any of them. */
export function PickFilter({ label, value, first, onChange, ...picker }: PickFilterProps) {
  const [last, setLast] = useState(first);
  const chosen = value === undefined ? null : last?.value === value ? last : { value, label: value };
  return (
    <Picker
      {...picker}
      aria-label={label}
      placeholder={`Any ${label.toLowerCase()}`}
      value={chosen}
      onChange={(picked) => {
        setLast(picked);
        onChange(picked?.value ?? "");
      }}
    />
  );
}
