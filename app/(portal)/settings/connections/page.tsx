import type { Metadata } from "next";
import { ConnectionList } from "#components/connection/connection-list.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { connectionTeams, connections, webhooksAt } from "#lib/views/connection/connections.ts";
import { probeConnection, removeConnection, replaceCredential, saveConnection } from "../../../actions.ts";
import { requireActor } from "../../../session.ts";
import { told } from "../../told.ts";

export const metadata: Metadata = { title: "Connections" };

export default async function ConnectionsPage() {
  const actor = await requireActor("/settings/connections");
  const { view, problem } = await told(connections(actor));
  if (problem) return <ProblemPage problem={problem} />;
  return (
    <div className="mx-auto max-w-4xl px-4 pt-6 pb-16 sm:px-8">
      <ConnectionList
        connections={view}
        webhooksAt={webhooksAt()}
        teams={await connectionTeams()}
        actions={{ saveConnection, replaceCredential, removeConnection, probeConnection }}
      />
    </div>
  );
}
