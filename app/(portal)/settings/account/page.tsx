import type { Metadata } from "next";
import { AccountPage } from "#components/account/account-page.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { personView } from "#lib/views/organisation/people.ts";
import { sessions } from "#lib/views/session/sessions.ts";
import { endSession, endSessions } from "../../../account-actions.ts";
import { currentSession, requireActor } from "../../../session.ts";
import { told } from "../../told.ts";

export const metadata: Metadata = { title: "Account" };

export default async function Account() {
  const actor = await requireActor("/settings/account");
  const held = await currentSession();
  const { view, problem } = await told(Promise.all([personView(actor, actor.id), sessions(actor, { held })]));
  if (problem) return <ProblemPage problem={problem} />;
  const [person, open] = view;
  return <AccountPage person={person} sessions={open} actions={{ endSession, endSessions }} />;
}
