import type { Metadata } from "next";
import { filterAddress, notUnderstood, readFilter } from "#components/request/filter.ts";
import { RequestList } from "#components/request/request-list.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { choices } from "#lib/views/organisation/choices.ts";
import { requestList } from "#lib/views/request/list.ts";
import { requireActor } from "../../session.ts";
import { one, type SearchParams } from "../search-params.ts";
import { told } from "../told.ts";

export const metadata: Metadata = { title: "Requests" };

export default async function RequestsPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await searchParams;
  const filter = readFilter((name) => one(asked[name]));
  const actor = await requireActor(filterAddress(filter));
  // Who has no team orders nothing: such a manager or auditor comes to see everybody's.
  const home = "teams" in actor && Object.keys(actor.teams).length === 0 && actor.roles.length > 0 ? "all" : "mine";
  if (one(asked["scope"]) === undefined) filter.scope = home;
  const [{ view: page, problem }, options] = await Promise.all([
    told(requestList(actor, { ...filter, limit: 50 })),
    choices(actor, filter),
  ]);
  if (problem) return <ProblemPage problem={problem} />;
  return (
    <div className="mx-auto max-w-7xl px-4 pt-7 pb-16 sm:px-8">
      <RequestList first={{ filter, page }} choices={options} home={home} ignored={notUnderstood(asked)} />
    </div>
  );
}
