import { ArrowUpRight, Hand, Inbox, Ticket } from "lucide-react";
import Link from "next/link";
import type { InboxItem } from "#lib/views/inbox/shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TestBadge } from "#components/ui/test-badge.tsx";
import { Elapsed } from "#components/ui/time.tsx";

/** What waits on the reader's teams, longest first. */
export function InboxList({ items }: { items: readonly InboxItem[] }) {
  if (items.length === 0) {
    return (
      <EmptyState title="Nothing waits on your teams" icon={<Inbox className="size-5" aria-hidden />}>
        Tasks that a request asks your teams to do, and tickets it waits for, show up here.
      </EmptyState>
    );
  }
  return (
    <ul className="space-y-2">
      {items.map((item) => (
        <li key={`${item.number}/${item.step}`} className="card flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3">
          <Item item={item} />
        </li>
      ))}
    </ul>
  );
}

function Item({ item }: { item: InboxItem }) {
  const Sign = item.kind === "task" ? Hand : Ticket;
  return (
    <>
      <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-fill">
        <Sign className="size-4.5" aria-hidden />
      </span>
      <div className="min-w-0 flex-[1_1_16rem]">
        <h2 className="flex flex-wrap items-center gap-2">
          <Link href={`/requests/${item.number}`} className="text-base font-medium break-words hover:underline">
            {item.title}
          </Link>
          <Badge>{item.kind === "task" ? "Task" : "Ticket"}</Badge>
          {item.test ? <TestBadge /> : null}
        </h2>
        <p className="text-muted">
          {item.offeringTitle}
          {item.request === item.number ? null : ` “${item.request}”`} · {item.project} · {item.environment} · asked by{" "}
          {item.requester}
        </p>
        <p className="text-xs text-muted">
          {item.number} · for {item.assignedTeam} · waiting for <Elapsed since={item.waitingSince} />
        </p>
      </div>
      <div className="flex gap-2">
        {item.url ? (
          <a href={item.url} target="_blank" rel="noreferrer" className={buttonClass()}>
            Open the ticket
            <ArrowUpRight className="size-4" aria-hidden />
          </a>
        ) : null}
        {item.kind === "task" ? (
          <Link href={`/requests/${item.number}`} className={buttonClass("primary")}>
            Answer
          </Link>
        ) : null}
      </div>
    </>
  );
}
