import type { Metadata } from "next";
import { PersonPage } from "#components/organisation/person-page.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { personView } from "#lib/views/organisation/people.ts";
import { deactivatePerson, giveRole, reactivatePerson, takeRole } from "../../../../organisation-actions.ts";
import { requireActor } from "../../../../session.ts";
import { told } from "../../../told.ts";

export const metadata: Metadata = { title: "Person" };

export default async function Person({ params }: { params: Promise<{ person: string }> }) {
  const id = decodeURIComponent((await params).person);
  const actor = await requireActor(`/settings/people/${encodeURIComponent(id)}`);
  const { view, problem } = await told(personView(actor, id));
  if (problem) return <ProblemPage problem={problem} />;
  return <PersonPage person={view} actions={{ giveRole, takeRole, deactivatePerson, reactivatePerson }} />;
}
