"use client";
import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { SettingsPlace } from "#lib/views/organisation/shape.ts";
import { Kbd } from "#components/ui/kbd.tsx";

const Palette = dynamic(() => import("./palette.tsx").then((module) => module.Palette), { ssr: false });

const openEvent = "pao:palette";

function open(): void {
  window.dispatchEvent(new Event(openEvent));
}

/** Listens for Ctrl-K and ⌘K, and fetches the palette when it is first asked for. */
export function PaletteDoor({ settings }: { settings: readonly SettingsPlace[] }) {
  const [shown, setShown] = useState<boolean | null>(null);
  useEffect(() => {
    const show = () => setShown(true);
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setShown((before) => before !== true);
    };
    window.addEventListener(openEvent, show);
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener(openEvent, show);
      window.removeEventListener("keydown", onKey);
    };
  }, []);
  return shown === null ? null : <Palette open={shown} onOpenChange={setShown} settings={settings} />;
}

export function PaletteHint() {
  return (
    <button
      type="button"
      onClick={open}
      aria-label="Go to anything"
      aria-keyshortcuts="Control+K Meta+K"
      className="flex min-h-6 items-center max-lg:hidden"
    >
      <Kbd>Ctrl K</Kbd>
    </button>
  );
}

export function PaletteButton() {
  return (
    <button type="button" onClick={open} aria-label="Go to anything" className="button button-quiet button-icon">
      <Search className="size-4.5" aria-hidden />
    </button>
  );
}
