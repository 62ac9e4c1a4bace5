import { Users } from "lucide-react";
import type { Editor } from "#lib/views/studio/shape.ts";

/** Who else has it on the screen: told before anybody's changes meet. */
export function PresenceNote({ others }: { others: readonly Editor[] }) {
  return (
    <span role="status" className="min-w-0">
      {others.length === 0 ? null : (
        <span className="badge max-w-full bg-info-soft text-info">
          <Users className="size-3 shrink-0" aria-hidden />
          <span className="truncate">{sentence(others)}</span>
        </span>
      )}
    </span>
  );
}

function sentence(others: readonly Editor[]): string {
  const [first, second] = others.map(({ name }) => name);
  if (others.length === 1) return `${first} is editing this too`;
  return others.length === 2
    ? `${first} and ${second} are editing this too`
    : `${first} and ${others.length - 1} others are editing this too`;
}
