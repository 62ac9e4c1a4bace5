"use client";
import { useQuery } from "@tanstack/react-query";
import { Cpu } from "lucide-react";
import type { EngineList } from "#lib/views/engine/shape.ts";
import { readRest } from "#components/live/rest.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { EngineCard } from "./engine-card.tsx";

/** As often as engines say that they live. */
const everyMs = 4000;

export function EngineBoard({ initial }: { initial: EngineList }) {
  const { data, isError } = useQuery({
    queryKey: ["engines"],
    queryFn: ({ signal }) => readRest<EngineList>("/engines", signal),
    initialData: initial,
    refetchInterval: everyMs,
  });
  if (data.items.length === 0) {
    return (
      <EmptyState title="No engine is running" icon={<Cpu className="size-5" aria-hidden />}>
        Requests are taken and wait. Start an engine with <code>npm run engine</code> on the same database.
      </EmptyState>
    );
  }
  return (
    <>
      <p className="mb-3 text-xs text-muted" role="status">
        {isError ? "PAO does not answer just now; this is how it was." : summary(data)}
      </p>
      <ul className="space-y-2">
        {data.items.map((engine) => (
          <li key={engine.id} className="card px-4 py-3">
            <EngineCard engine={engine} />
          </li>
        ))}
      </ul>
    </>
  );
}

function summary({ items }: EngineList): string {
  const alive = items.filter(({ state }) => state === "alive");
  const places = alive.reduce((sum, { concurrency }) => sum + concurrency, 0);
  const inHand = items.reduce((sum, engine) => sum + engine.inHand.length, 0);
  const steps = `${inHand} ${inHand === 1 ? "step" : "steps"} in hand, room for ${places}`;
  return `${alive.length} ${alive.length === 1 ? "engine is" : "engines are"} alive · ${steps}`;
}
