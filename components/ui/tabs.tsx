"use client";
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export interface Tab<Name extends string> {
  name: Name;
  title: ReactNode;
  content: ReactNode;
  /** Stays as it was left while another tab is looked at. */
  kept?: boolean;
}

interface TabsProps<Name extends string> {
  label: string;
  tabs: readonly Tab<Name>[];
  value: Name;
  onChange: (name: Name) => void;
  /** Stands at the right end of the tabs. */
  end?: ReactNode;
  className?: string;
  /** For what lies below the tabs. */
  panelClass?: string;
}

/** Several things in one place, one of them shown. */
export function Tabs<Name extends string>({ label, tabs, value, onChange, end, ...look }: TabsProps<Name>) {
  return (
    <Base.Root value={value} onValueChange={(next: Name) => onChange(next)} className={look.className}>
      <div className="flex h-10 shrink-0 items-stretch gap-4 border-b border-line px-4 sm:px-6">
        {/* Base UI scrolls the chosen one into sight, and measures from the next positioned element around it. */}
        <Base.List
          aria-label={label}
          className="relative flex min-w-0 flex-1 gap-4.5 overflow-x-auto overflow-y-hidden"
        >
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.name}
              value={tab.name}
              className="flex shrink-0 items-center gap-1.5 border-b-2 border-transparent pt-0.5 text-muted -outline-offset-2 hover:text-ink aria-selected:border-ink aria-selected:font-medium aria-selected:text-ink"
            >
              {tab.title}
            </Base.Tab>
          ))}
        </Base.List>
        {end ? <div className="flex shrink-0 items-center gap-2 text-xs text-muted">{end}</div> : null}
      </div>
      {tabs.map((tab) => (
        <Base.Panel
          key={tab.name}
          value={tab.name}
          keepMounted={tab.kept ?? false}
          className={classNames("-outline-offset-2", look.panelClass, tab.kept && "[[hidden]]:hidden")}
        >
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
