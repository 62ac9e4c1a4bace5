import type { Metadata } from "next";
import { AuditList } from "#components/audit/audit-list.tsx";
import { filterAddress, readFilter } from "#components/audit/filter.ts";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { auditList, sealedView } from "#lib/views/audit/list.ts";
import { requireActor } from "../../../session.ts";
import { one, type SearchParams } from "../../search-params.ts";
import { told } from "../../told.ts";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await searchParams;
  const filter = readFilter((name) => one(asked[name]));
  const actor = await requireActor(filterAddress(filter));
  const { view, problem } = await told(Promise.all([auditList(actor, { ...filter, limit: 50 }), sealedView(actor)]));
  if (problem) return <ProblemPage problem={problem} />;
  const [page, sealed] = view;
  return <AuditList first={{ filter, page }} sealed={sealed} />;
}
