"use client";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useId, useState } from "react";
import { Dialog } from "@base-ui/react/dialog";
import type { SettingsPlace } from "#lib/views/organisation/shape.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Icon } from "#components/ui/icon.tsx";
import { type Place, usePlaces } from "./places.ts";

export interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  settings: readonly SettingsPlace[];
}

export function Palette({ open, onOpenChange, settings }: PaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.3)]" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised shadow-float outline-none">
          <Dialog.Title className="sr-only">Go to anything</Dialog.Title>
          <Finder settings={settings} close={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ settings, close }: { settings: readonly SettingsPlace[]; close: () => void }) {
  const router = useRouter();
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { places, busy } = usePlaces(text, settings);
  const chosen = places[Math.min(at, places.length - 1)];
  const go = (place: Place | undefined) => {
    if (!place) return;
    close();
    router.push(place.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((Math.min(at, places.length - 1) + step + places.length) % Math.max(1, places.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(chosen);
    }
  };
  return (
    <>
      <input
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-label="Go to a page, an offering or a request"
        aria-activedescendant={chosen ? `${id}-${chosen.href}` : undefined}
        placeholder="A page, an offering, REQ-…"
        className="h-12 w-full border-b border-line bg-transparent px-4 text-base outline-none"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <PlaceList id={id} places={places} chosen={chosen} go={go} hover={setAt} />
      <p role="status" className={classNames("px-4 pb-4 text-muted", places.length > 0 && "sr-only")}>
        {places.length > 0
          ? `${places.length} places`
          : busy
            ? "Looking…"
            : `Nothing is called “${text}”. Try a shorter word.`}
      </p>
    </>
  );
}

interface ListProps {
  id: string;
  places: readonly Place[];
  chosen: Place | undefined;
  go: (place: Place) => void;
  hover: (at: number) => void;
}

function PlaceList({ id, places, chosen, go, hover }: ListProps) {
  return (
    <div id={id} role="listbox" aria-label="Places" className="max-h-[50vh] overflow-y-auto p-1.5 empty:p-2">
      {places.map((place, index) => (
        <div
          key={place.href}
          id={`${id}-${place.href}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === chosen}
          ref={place === chosen ? (element) => element?.scrollIntoView({ block: "nearest" }) : null}
          onClick={() => go(place)}
          onKeyDown={undefined}
          onPointerMove={() => hover(index)}
          className="flex cursor-pointer items-center gap-3 rounded-md px-2.5 py-2 aria-selected:bg-fill"
        >
          <Icon names={[place.icon]} className="size-4 shrink-0 text-muted" />
          <span className="truncate">{place.title}</span>
          <span className="ml-auto shrink-0 text-xs text-muted">{place.detail}</span>
        </div>
      ))}
    </div>
  );
}
