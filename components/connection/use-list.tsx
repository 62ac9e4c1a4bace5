import Link from "next/link";
import type { ConnectionView } from "#lib/views/connection/shape.ts";

/** What goes through a connection, with the way there. */
export function UseList({ usedBy: { offerings, requests } }: Pick<ConnectionView, "usedBy">) {
  return (
    <div className="space-y-3">
      <Uses title="Offerings" uses={offerings.map(({ name, title }) => ({ href: `/catalog/${name}`, text: title }))} />
      <Uses title="Open requests" uses={requests.map((number) => ({ href: `/requests/${number}`, text: number }))} />
    </div>
  );
}

function Uses({ title, uses }: { title: string; uses: readonly { href: string; text: string }[] }) {
  if (uses.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="label">
        {title} <span className="font-normal text-muted">{uses.length}</span>
      </h3>
      <ul className="mt-1 flex max-h-40 flex-wrap gap-x-3 gap-y-1 overflow-y-auto text-xs">
        {uses.map(({ href, text }) => (
          <li key={href}>
            <Link href={href} className="link inline-flex min-h-6 items-center">
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
