import type { Metadata } from "next";
import { SessionSection } from "#components/account/session-section.tsx";
import { PersonPage } from "#components/organisation/person-page.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { personView } from "#lib/views/organisation/people.ts";
import { sessions } from "#lib/views/session/sessions.ts";
import { endSession, endSessions } from "../../../../account-actions.ts";
import { deactivatePerson, giveRole, reactivatePerson, takeRole } from "../../../../organisation-actions.ts";
import { requireActor } from "../../../../session.ts";
import { told } from "../../../told.ts";

export const metadata: Metadata = { title: "Person" };

export default async function Person({ params }: { params: Promise<{ person: string }> }) {
  const id = decodeURIComponent((await params).person);
  const actor = await requireActor(`/settings/people/${encodeURIComponent(id)}`);
  const { view, problem } = await told(personView(actor, id));
  if (problem) return <ProblemPage problem={problem} />;
  const open = view.may.change ? await sessions(actor, { person: id }) : null;
  return (
    <PersonPage person={view} actions={{ giveRole, takeRole, deactivatePerson, reactivatePerson }}>
      {open ? (
        <SessionSection sessions={open} of={{ id, name: view.name }} actions={{ endSession, endSessions }} />
      ) : null}
    </PersonPage>
  );
}
