import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { Left } from "#lib/core/lifecycle/left.ts";

/** What a request has made outside, or may have made, each with its place. */
export function LeftList({ left }: { left: readonly Left[] }) {
  return (
    <ul className="list-disc space-y-0.5 pl-5 break-words">
      {left.map(({ step, title, reference, unsure }) => (
        <li key={`${step}/${reference?.id ?? ""}`}>
          {title}
          {reference === null ? null : <Place reference={reference} />}
          {unsure ? ": may exist, look for it outside" : ""}
        </li>
      ))}
    </ul>
  );
}

/** Another request is a page of PAO itself; all else is outside. */
function Place({ reference: { kind, id, url } }: { reference: Reference }) {
  if (kind === "request")
    return (
      <>
        {" "}
        <Link href={`/requests/${id}`} className="link underline underline-offset-3">
          {id}
        </Link>
      </>
    );
  if (url === undefined) return ` (${id})`;
  return (
    <>
      {" "}
      <a href={url} target="_blank" rel="noreferrer" className="link inline-flex items-center gap-0.5">
        {id} <ArrowUpRight className="size-3.5" aria-hidden />
      </a>
    </>
  );
}
