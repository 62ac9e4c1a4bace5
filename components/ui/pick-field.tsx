"use client";
import { Combobox } from "@base-ui/react/combobox";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { describedBy, Field } from "./field.tsx";

export interface Pick {
  value: string;
  label: string;
  detail?: string;
}

interface PickProps {
  id: string;
  label: string;
  help?: string;
  error?: string | undefined;
  placeholder?: string;
  value: Pick | null;
  onChange: (value: Pick | null) => void;
  /** What fits a text, the first few of it. */
  find: (text: string, signal: AbortSignal) => Promise<Pick[]>;
}

/** One of many, found by typing: the server looks, so that there may be thousands. */
export function PickField({ id, label, help, error, placeholder, value, onChange, find }: PickProps) {
  const [typed, setTyped] = useState(value?.label ?? "");
  const wanted = useDeferredValue(typed === value?.label ? "" : typed.trim());
  const found = useQuery({
    queryKey: ["pick", id, wanted],
    queryFn: ({ signal }) => find(wanted, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <Field id={id} label={label} help={help} error={error}>
      <Combobox.Root
        items={found.data ?? []}
        filter={null}
        value={value}
        onValueChange={onChange}
        inputValue={typed}
        onInputValueChange={setTyped}
        itemToStringLabel={(item: Pick) => item.label}
        isItemEqualToValue={(one: Pick, other: Pick) => one.value === other.value}
        autoHighlight
      >
        <Combobox.Input
          id={id}
          className="field"
          placeholder={placeholder}
          spellCheck={false}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy(id, { help, error })}
        />
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={4} className="z-60 w-(--anchor-width)">
            <Combobox.Popup className="max-h-72 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float outline-none">
              <Combobox.Status className="px-2.5 text-xs text-muted not-empty:py-1.5">
                {found.isFetching
                  ? "Looking…"
                  : (found.error?.message ?? (found.data?.length ? null : "Nothing fits."))}
              </Combobox.Status>
              <Combobox.List>{(item: Pick) => <PickItem key={item.value} item={item} />}</Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </Field>
  );
}

function PickItem({ item }: { item: Pick }) {
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
