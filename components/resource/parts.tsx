import Link from "next/link";
import type { ResourcePart } from "#lib/views/resource/shape.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { ResourceState } from "./resource-state.tsx";
import { resourceTitle } from "./resource-title.ts";

/** What a bundle is made of and is still there. Nothing retires it as a whole: others may use a part of it by now. */
export function Parts({ parts }: { parts: readonly ResourcePart[] }) {
  return (
    <>
      <p className="mb-2 text-muted">Each part is a resource of its own, and is retired by itself.</p>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {parts.map((part) => (
          <li key={part.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3.5 py-2.5">
            <div className="min-w-0 flex-1 basis-48">
              <Link href={`/resources/${part.id}`} className="font-medium break-words hover:underline">
                {resourceTitle(part)}
              </Link>
              <p className="text-xs text-muted">{part.offeringTitle}</p>
            </div>
            <ResourceState row={part} />
            <Retire part={part} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Retire({ part: { id, retire, name } }: { part: ResourcePart }) {
  if (retire === null) return null;
  return (
    <Link
      href={`/resources/${id}/retire`}
      prefetch={false}
      aria-label={`${retire} ${name}`}
      className={buttonClass("danger")}
    >
      {retire}
    </Link>
  );
}
