import Link from "next/link";
import type { VarRow } from "#lib/views/organisation/project-shape.ts";

/** The offerings that read a var. */
export function Readers({ readers }: Pick<VarRow, "readers">) {
  if (readers.length === 0) return <p className="mt-1 text-xs text-muted">No offering reads it.</p>;
  return (
    <p className="mt-1 text-xs text-muted">
      Read by{" "}
      {readers.map(({ name, title }, position) => (
        <span key={name}>
          {position === 0 ? null : ", "}
          <Link href={`/catalog/${name}`} className="link">
            {title}
          </Link>
        </span>
      ))}
    </p>
  );
}
