"use client";
import { X } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { isFinal } from "#lib/core/lifecycle/states.ts";
import type { RequestView } from "#lib/views/request/shape.ts";
import { ListOrGraph } from "#components/graph/list-or-graph.tsx";
import { Button } from "#components/ui/button.tsx";
import type { RequestActions } from "./actions.ts";
import { RequestAside } from "./aside.tsx";
import { drawnSteps } from "./drawn-steps.tsx";
import { RequestHeader } from "./request-header.tsx";
import { useRequest } from "./request-query.ts";
import { StepCard } from "./step-card.tsx";

const AbortDialog = dynamic(() => import("./abort-dialog.tsx").then((module) => module.AbortDialog), { ssr: false });

/** One request, live: what happens, what came of it, and what the reader can do about it. */
export function RequestPage({ first, actions }: { first: RequestView; actions: RequestActions }) {
  const request = useRequest(first);
  const [aborting, setAborting] = useState<boolean | null>(null);
  const abort = request.may.abort && !isFinal(request.state) && (
    <Button onClick={() => setAborting(true)}>
      <X className="size-4" aria-hidden />
      Abort
    </Button>
  );
  return (
    <div className="flex min-h-dvh flex-col max-lg:min-h-0">
      <RequestHeader request={request} actions={abort} />
      <div className="grid flex-1 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 px-4 py-6 sm:px-8">
          <ListOrGraph steps={drawnSteps(request.steps)}>
            <ol aria-label="Steps" className="space-y-3">
              {request.steps.map((step) => (
                <StepCard key={step.id} request={request} step={step} actions={actions} />
              ))}
            </ol>
          </ListOrGraph>
        </div>
        <aside
          aria-label="About this request"
          className="border-line bg-sunken px-4 py-6 max-lg:border-t sm:px-6 lg:border-l"
        >
          <RequestAside request={request} actions={actions} />
        </aside>
      </div>
      {aborting === null ? null : (
        <AbortDialog request={request} abort={actions.abortRequest} open={aborting} onOpenChange={setAborting} />
      )}
    </div>
  );
}
