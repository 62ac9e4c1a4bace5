import Link from "next/link";
import type { ResourceView } from "#lib/views/resource/shape.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Linked } from "#components/ui/linked.tsx";

/** What can be done to a resource; when nothing can be done now, why. */
export function Operations({ resource }: { resource: ResourceView }) {
  const { id, operations, hindered } = resource;
  if (operations.length === 0) return null;
  const ordered = operations.toSorted((one, other) => Number(one.kind === "retire") - Number(other.kind === "retire"));
  return (
    <div role="group" aria-label="What can be done to it" className="max-w-md min-w-0 space-y-1.5">
      <div className="flex flex-wrap gap-2 sm:justify-end">
        {ordered.map(({ name, title, kind }) => (
          <Operation
            key={name}
            href={`/resources/${id}/${name}`}
            title={title}
            look={buttonClass(kind === "retire" ? "danger" : "plain")}
            hindered={hindered !== null}
          />
        ))}
      </div>
      {hindered === null ? null : (
        <p id="hindered" className="text-xs text-muted sm:text-right">
          <Linked text={hindered.message} />
        </p>
      )}
    </div>
  );
}

interface OperationProps {
  href: string;
  title: string;
  look: string;
  hindered: boolean;
}

function Operation({ href, title, look, hindered }: OperationProps) {
  if (!hindered)
    return (
      <Link href={href} prefetch={false} className={look}>
        {title}
      </Link>
    );
  return (
    <button type="button" disabled aria-describedby="hindered" className={look}>
      {title}
    </button>
  );
}
