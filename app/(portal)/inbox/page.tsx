import type { Metadata } from "next";
import Link from "next/link";
import { InboxList } from "#components/inbox/inbox-list.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { inbox } from "#lib/views/inbox/inbox.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { requireActor } from "../../session.ts";
import { one, type SearchParams } from "../search-params.ts";
import { told } from "../told.ts";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("/inbox");
  const cursor = one((await searchParams)["cursor"]);
  const { view, problem } = await told(inbox(actor, cursor === undefined ? {} : { cursor }));
  if (problem) return <ProblemPage problem={problem} />;
  return (
    <div className="mx-auto max-w-4xl px-4 pt-6 pb-16 sm:px-8">
      <h1 className="text-2xl font-semibold tracking-tight">Inbox</h1>
      <p className="mt-1 mb-5 text-muted">What waits on your teams.</p>
      <InboxList items={view.items} />
      {view.next === null ? null : (
        <p className="mt-4 text-center">
          <Link href={`/inbox?cursor=${encodeURIComponent(view.next)}`} className={buttonClass()}>
            Show what has waited less long
          </Link>
        </p>
      )}
    </div>
  );
}
