import type { Metadata } from "next";
import { EngineBoard } from "#components/engine/engine-board.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { engines } from "#lib/views/engine/engines.ts";
import { requireActor } from "../../../session.ts";
import { told } from "../../told.ts";

export const metadata: Metadata = { title: "Engines" };

export default async function EnginesPage() {
  const actor = await requireActor("/settings/engines");
  const { view, problem } = await told(engines(actor));
  if (problem) return <ProblemPage problem={problem} />;
  return (
    <div className="mx-auto max-w-4xl px-4 pt-6 pb-16 sm:px-8">
      <h1 className="text-2xl font-semibold tracking-tight">Engines</h1>
      <p className="mt-1 mb-5 max-w-xl text-muted">
        They run the steps of requests and share the work. When one dies, another goes on with what it had in hand.
      </p>
      <EngineBoard initial={view} />
    </div>
  );
}
