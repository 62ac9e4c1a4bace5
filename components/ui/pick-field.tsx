"use client";
import { Combobox } from "@base-ui/react/combobox";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check, ChevronsUpDown } from "lucide-react";
import { type AriaAttributes, useDeferredValue, useState } from "react";
import { classNames } from "./class-names.ts";
import { describedBy, Field } from "./field.tsx";

export interface Picked {
  value: string;
  label: string;
  detail?: string;
}

export interface PickerProps {
  /** What is remembered of what was found goes by it. */
  id: string;
  placeholder?: string | undefined;
  value: Picked | null;
  onChange: (value: Picked | null) => void;
  /** What fits a text, the first few of it. */
  find: (text: string, signal: AbortSignal) => Promise<Picked[]>;
}

interface FieldProps extends PickerProps {
  label: string;
  help?: string;
  error?: string | undefined;
}

/** One of many, found by typing: the server looks, so that there may be thousands. */
export function PickField({ label, help, error, ...picker }: FieldProps) {
  const { id } = picker;
  const described = { "aria-invalid": error !== undefined, "aria-describedby": describedBy(id, { help, error }) };
  return (
    <Field id={id} label={label} help={help} error={error}>
      <Picker {...picker} {...described} />
    </Field>
  );
}

type Aria = Pick<AriaAttributes, "aria-label" | "aria-invalid" | "aria-describedby">;

/** The control alone. */
export function Picker({ id, placeholder, value, onChange, find, ...aria }: PickerProps & Aria) {
  const [typed, setTyped] = useState(value?.label ?? "");
  const [given, setGiven] = useState(value?.value);
  // Chosen or cleared from elsewhere.
  if (given !== value?.value) {
    setGiven(value?.value);
    setTyped(value?.label ?? "");
  }
  const wanted = useDeferredValue(typed === value?.label ? "" : typed.trim());
  const [open, setOpen] = useState(false);
  const found = useQuery({
    enabled: open,
    queryKey: ["pick", id, wanted],
    queryFn: ({ signal }) => find(wanted, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <Combobox.Root
      items={found.data ?? []}
      filter={null}
      value={value}
      onValueChange={onChange}
      onOpenChange={(next) => setOpen(next)}
      inputValue={typed}
      onInputValueChange={setTyped}
      itemToStringLabel={(item: Picked) => item.label}
      isItemEqualToValue={(one: Picked, other: Picked) => one.value === other.value}
      autoHighlight
    >
      <span className="relative block">
        <Combobox.Input
          id={id}
          className={classNames("field truncate pr-8", aria["aria-label"] !== undefined && "placeholder:text-ink")}
          placeholder={placeholder}
          spellCheck={false}
          {...aria}
        />
        <ChevronsUpDown
          className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
          aria-hidden
        />
      </span>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} className="z-60 w-(--anchor-width)">
          <Combobox.Popup className="max-h-72 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float outline-none">
            <Combobox.Status className="px-2.5 text-xs text-muted not-empty:py-1.5">
              {found.isFetching ? "Looking…" : (found.error?.message ?? (found.data?.length ? null : "Nothing fits."))}
            </Combobox.Status>
            <Combobox.List>{(item: Picked) => <PickItem key={item.value} item={item} />}</Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function PickItem({ item }: { item: Picked }) {
  return (
    <Combobox.Item
      value={item}
      className="flex cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 outline-none data-highlighted:bg-fill"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate">{item.label}</span>
        {item.detail ? <span className="block truncate text-xs text-muted">{item.detail}</span> : null}
      </span>
      <Combobox.ItemIndicator>
        <Check className="size-4" aria-hidden />
      </Combobox.ItemIndicator>
    </Combobox.Item>
  );
}
