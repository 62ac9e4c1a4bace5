import type { ComponentProps } from "react";
import type { Me } from "#lib/views/organisation/shape.ts";

function summary(me: Me): string {
  const teams = me.teams.map((team) => team.name);
  const [first] = teams;
  const shown = first === undefined ? [] : [teams.length > 1 ? `${first} +${teams.length - 1}` : first];
  return [...shown, ...me.roles].join(" · ") || "no team yet";
}

export function UserFace({ me, ...rest }: { me: Me } & ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...rest}
      className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-fill"
    >
      <span className="size-6 shrink-0 rounded-full bg-linear-to-br from-[#ffb547] to-[#f4658a]" aria-hidden />
      <span className="min-w-0">
        <span className="block truncate font-medium">{me.name}</span>
        <span className="block truncate text-2xs text-muted">{summary(me)}</span>
      </span>
    </button>
  );
}
