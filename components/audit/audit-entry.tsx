import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { AuditRow } from "#lib/views/audit/shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Clock } from "#components/ui/time.tsx";
import { Changes } from "./changes.tsx";
import { doorWords } from "./door-words.ts";

interface EntryProps {
  row: AuditRow;
  narrow: (part: "who" | "subject", value: string) => void;
}

/** One line; what else is known opens below it. */
export function AuditEntry({ row, narrow }: EntryProps) {
  const { at, actor, said, about, outcome, door, address } = row;
  return (
    <details className="group border-b border-line">
      <summary className="grid cursor-pointer grid-cols-[1rem_minmax(0,1fr)] gap-x-3 gap-y-0.5 rounded-sm py-2.5 marker:content-none hover:bg-sunken md:grid-cols-[1rem_6rem_minmax(0,1fr)_10rem]">
        <ChevronRight className="mt-0.5 size-4 text-muted transition-transform group-open:rotate-90" aria-hidden />
        <span className="text-xs leading-5 text-muted tabular-nums max-md:col-start-2 max-md:row-start-2">
          <Clock at={at} />
          <span className="md:hidden"> · {doorWords[door]}</span>
        </span>
        <span className="min-w-0 wrap-anywhere max-md:col-start-2 max-md:row-start-1">
          {outcome === "denied" ? (
            <Badge tone="bad" className="mr-2">
              Denied
            </Badge>
          ) : null}
          <span className="font-medium">{actor.name}</span> {said.before} {about.title}
          {said.after}
        </span>
        <span className="truncate text-right text-xs leading-5 text-muted max-md:hidden">
          {[doorWords[door], address].filter(Boolean).join(" · ")}
        </span>
      </summary>
      <Known row={row} narrow={narrow} />
    </details>
  );
}

const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long", timeZone: "UTC" });

function Known({ row, narrow }: EntryProps) {
  const { id, at, actor, who, behalf, door, address, userAgent, verb, subject, about, detail } = row;
  return (
    <div className="mb-3 rounded-lg bg-sunken px-4 py-3 md:ml-7">
      <Changes detail={detail} />
      <dl className="grid gap-x-6 gap-y-1.5 text-xs sm:grid-cols-2">
        <Fact name="Who">
          {actor.name} · {actor.kind} {actor.id}
        </Fact>
        {behalf ? <Fact name="On behalf of">{linked(behalf)}</Fact> : null}
        <Fact name="When">{moment.format(new Date(at))}</Fact>
        <Fact name="About">{linked(about)}</Fact>
        <Fact name="Door">{doorWords[door]}</Fact>
        <Fact name="Address">{address ?? "–"}</Fact>
        {userAgent ? <Fact name="With">{userAgent}</Fact> : null}
        <Fact name="Entry">
          {id} · {verb}
        </Fact>
      </dl>
      <p className="mt-2.5 flex flex-wrap gap-x-4 gap-y-1 text-xs">
        <button type="button" className="link py-0.5" onClick={() => narrow("who", who)}>
          All by {who === actor.id ? actor.name : who}
        </button>
        <button type="button" className="link py-0.5" onClick={() => narrow("subject", subject)}>
          All about {about.title}
        </button>
      </p>
    </div>
  );
}

function linked({ title, href }: AuditRow["about"]): ReactNode {
  if (href === null) return title;
  return (
    <Link href={href} prefetch={false} className="link">
      {title}
    </Link>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 gap-2">
      <dt className="w-22 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
