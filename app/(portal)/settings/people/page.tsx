import type { Metadata } from "next";
import { PeopleList } from "#components/organisation/people-list.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { peopleList } from "#lib/views/organisation/people.ts";
import { requireActor } from "../../../session.ts";
import { personQuery } from "../../../rest/organisation-query.ts";
import { asked, filled, type SearchParams } from "../../search-params.ts";
import { told } from "../../told.ts";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("/settings/people");
  const given = filled(await searchParams, "text", "role", "active");
  const { view, problem } = await told(peopleList(actor, asked(personQuery, given)));
  if (problem) return <ProblemPage problem={problem} />;
  return <PeopleList first={{ filter: given, page: view }} />;
}
