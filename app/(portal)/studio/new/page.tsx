import type { Metadata } from "next";
import { NewOffering } from "#components/studio/begin/new-offering.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { offeringView } from "#lib/views/catalog/offering.ts";
import { whoIs } from "#lib/views/organisation/shell.ts";
import { beginDraft, readContext } from "../../../studio-actions.ts";
import { requireActor } from "../../../session.ts";
import { filled, type SearchParams } from "../../search-params.ts";
import { told } from "../../told.ts";

export const metadata: Metadata = { title: "New offering" };

export default async function NewOfferingPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("/studio/new");
  const { copy } = filled(await searchParams, "copy");
  const [{ teams }, copied] = await Promise.all([
    whoIs(actor),
    copy === undefined ? null : told(offeringView(actor, copy)),
  ]);
  const authored = teams.filter(({ roles }) => roles.includes("author"));
  const original = copied?.view ?? null;
  return (
    <div className="mx-auto max-w-2xl px-4 pt-4 pb-16 sm:px-8">
      <div className="mb-6">
        <Breadcrumb way={[{ href: "/studio", title: "Studio" }]} title="New offering" />
      </div>
      <NewOffering
        teams={authored.map(({ name, title }) => ({ value: name, label: title }))}
        copyOf={original ? { value: original.name, label: original.title } : null}
        actions={{ beginDraft, readContext }}
      />
    </div>
  );
}
