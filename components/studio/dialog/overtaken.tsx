"use client";
import type { DraftItem } from "#lib/views/studio/shape.ts";
import { FieldError } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { begunFrom } from "../proposal/begun-before.tsx";

interface OvertakenProps {
  draft: Pick<DraftItem, "basedOn" | "current">;
  checked: boolean;
  change: (checked: boolean) => void;
  tried: boolean;
}

const id = "publish-over";

/** Somebody published since this was begun: what they changed would be gone, unless it is here too. */
export function Overtaken({ draft: { basedOn, current }, checked, change, tried }: OvertakenProps) {
  const missing = tried && !checked;
  return (
    <Notice tone="warn" title={`Revision ${current} was published since this was begun ${begunFrom(basedOn)}.`}>
      What it changed is undone unless it is in this text as well.
      <label className="mt-1.5 mb-1 flex items-center gap-2 font-medium">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={checked}
          aria-invalid={missing}
          aria-describedby={missing ? `${id}-error` : undefined}
          onChange={(event) => change(event.target.checked)}
        />
        Publish over revision {current} all the same
      </label>
      {missing ? (
        <FieldError id={`${id}-error`} message="Tick this to publish, or take over what it changed first." />
      ) : null}
    </Notice>
  );
}
