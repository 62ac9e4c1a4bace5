"use client";
import { Menu as Base } from "@base-ui/react/menu";
import { type ReactElement, type ReactNode, useRef } from "react";

const itemClass =
  "flex min-h-8 w-full cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 text-left outline-none data-highlighted:bg-fill";

interface MenuProps {
  trigger: ReactElement;
  children: ReactNode;
  side?: "top" | "bottom";
  defaultOpen?: boolean;
}

/** Opens where it stands in the page: a menu at the end of the body would lie under a modal dialog that holds its trigger. */
export function Menu({ trigger, children, side = "bottom", defaultOpen = false }: MenuProps) {
  const place = useRef<HTMLDivElement>(null);
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <div ref={place} />
      <Base.Portal container={place}>
        <Base.Positioner side={side} align="start" sideOffset={6} className="z-50">
          <Base.Popup className="min-w-52 rounded-lg border border-line bg-raised p-1 shadow-float outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <Base.Item className={itemClass} onClick={onSelect}>
      {children}
    </Base.Item>
  );
}

export function MenuChoice<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: string; icon?: ReactNode }[];
  onChange: (value: T) => void;
}) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2.5 pt-1.5 pb-1 text-2xs font-medium text-muted">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: T) => onChange(next)}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={itemClass}>
            {option.icon}
            <span className="flex-1">{option.label}</span>
            <Base.RadioItemIndicator className="size-1.5 rounded-full bg-accent" />
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuLine() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}
