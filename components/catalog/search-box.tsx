"use client";
import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { Kbd } from "#components/ui/kbd.tsx";

/** Is somebody writing something, so that a single key is text and no command? */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

export function SearchBox({
  value,
  total,
  onChange,
}: {
  value: string;
  total: number;
  onChange: (text: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <div role="search" className="relative">
      <Search
        className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-muted"
        aria-hidden
      />
      <input
        ref={input}
        type="search"
        aria-label="Search offerings"
        aria-keyshortcuts="/"
        placeholder={`Search ${total} ${total === 1 ? "offering" : "offerings"} by name, tag or team`}
        className="field h-11 rounded-xl pl-10 pr-12 text-base shadow-card [&::-webkit-search-cancel-button]:hidden"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onChange("");
        }}
      />
      <span className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 max-sm:hidden" aria-hidden>
        <Kbd>/</Kbd>
      </span>
    </div>
  );
}
