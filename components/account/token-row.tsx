import type { TokenView } from "#lib/views/token/shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { scopeWords } from "./scope-words.ts";

interface RowProps {
  token: TokenView;
  /** The title of the team it acts for. */
  team: string | null;
  revoke: () => void;
}

export function TokenRow({ token, team, revoke }: RowProps) {
  const { name, shown, scopes, over, asleep, expiresAt, lastUsedAt } = token;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-[1_1_16rem]">
        <p className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 break-words">{name}</span>
          {team === null ? null : <Badge tone="info">{team}</Badge>}
          {over ? <Badge tone="warn">Run out</Badge> : null}
          {asleep ? <Badge tone="warn">Its maker left the team</Badge> : null}
          {scopes.map((scope) => (
            <Badge key={scope}>{scopeWords[scope].title}</Badge>
          ))}
        </p>
        <p className="text-xs text-muted">
          <span className="font-mono">{shown}</span> ·{" "}
          {lastUsedAt === null ? (
            "never used"
          ) : (
            <>
              used <RelativeTime at={lastUsedAt} />
            </>
          )}{" "}
          ·{" "}
          {expiresAt === null ? (
            "does not expire"
          ) : (
            <>
              {over ? "ran out" : "runs out"} <RelativeTime at={expiresAt} />
            </>
          )}
        </p>
      </div>
      <Button small aria-label={`Revoke ${name}`} onClick={revoke}>
        Revoke
      </Button>
    </li>
  );
}
