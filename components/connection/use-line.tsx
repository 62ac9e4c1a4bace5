import type { ConnectionView } from "#lib/views/connection/shape.ts";
import { UseList } from "./use-list.tsx";

/** Who may use a connection, and what does. */
export function UseLine({ connection: { teams, usedBy } }: { connection: ConnectionView }) {
  const open = teams === null ? "Open to all teams" : `Open to ${teams.join(", ")}`;
  const { offerings, requests } = usedBy;
  if (offerings.length + requests.length === 0)
    return <p className="text-xs text-muted">{open} · not used by any offering</p>;
  const uses = [count(offerings.length, "offering"), count(requests.length, "open request")].filter(Boolean);
  return (
    <details className="text-xs text-muted">
      <summary className="min-h-6 cursor-pointer py-1">
        {open} · used by {uses.join(", ")}
      </summary>
      <div className="py-2 text-ink">
        <UseList usedBy={usedBy} />
      </div>
    </details>
  );
}

const count = (number: number, what: string) => (number === 0 ? "" : `${number} ${what}${number === 1 ? "" : "s"}`);
