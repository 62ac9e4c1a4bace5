import { ArrowUpRight } from "lucide-react";
import type { Left } from "#lib/core/lifecycle/left.ts";

/** What a request has made outside, or may have made, each with its place. */
export function LeftList({ left }: { left: readonly Left[] }) {
  return (
    <ul className="list-disc space-y-0.5 pl-5 break-words">
      {left.map(({ step, title, reference, unsure }) => (
        <li key={`${step}/${reference?.id ?? ""}`}>
          {title}
          {reference === null ? null : reference.url === undefined ? (
            ` (${reference.id})`
          ) : (
            <>
              {" "}
              <a
                href={reference.url}
                target="_blank"
                rel="noreferrer"
                className="link inline-flex items-center gap-0.5"
              >
                {reference.id} <ArrowUpRight className="size-3.5" aria-hidden />
              </a>
            </>
          )}
          {unsure ? ": may exist, look for it outside" : ""}
        </li>
      ))}
    </ul>
  );
}
