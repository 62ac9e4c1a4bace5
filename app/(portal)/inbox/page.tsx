import type { Metadata } from "next";
import { InboxList } from "#components/inbox/inbox-list.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { inbox } from "#lib/views/inbox/inbox.ts";
import { requireActor } from "../../session.ts";
import { told } from "../told.ts";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage() {
  const actor = await requireActor("/inbox");
  const { view: items, problem } = await told(inbox(actor));
  if (problem) return <ProblemPage problem={problem} />;
  return (
    <div className="mx-auto max-w-4xl px-4 pt-6 pb-16 sm:px-8">
      <h1 className="text-2xl font-semibold tracking-tight">Inbox</h1>
      <p className="mt-1 mb-5 text-muted">What waits on your teams.</p>
      <InboxList items={items} />
    </div>
  );
}
