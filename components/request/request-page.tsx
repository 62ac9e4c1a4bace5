"use client";
import { X } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { RequestView } from "#lib/views/request/shape.ts";
import { ListOrGraph } from "#components/graph/list-or-graph.tsx";
import { Button } from "#components/ui/button.tsx";
import type { RequestActions } from "./actions.ts";
import { RequestAside } from "./aside.tsx";
import { type EndVerb, endVerb, endWords } from "./end-verb.ts";
import { drawnSteps } from "./drawn-steps.tsx";
import { RequestHeader } from "./request-header.tsx";
import { useRequest } from "./request-query.ts";
import { StepCard } from "./step-card.tsx";

const EndDialog = dynamic(() => import("./end-dialog.tsx").then((module) => module.EndDialog), { ssr: false });

interface PageProps {
  first: RequestView;
  actions: RequestActions;
  /** The reader may open its audit. */
  audited?: boolean;
}

/** One request, live: what happens, what came of it, and what the reader can do about it. */
export function RequestPage({ first, actions, audited = false }: PageProps) {
  const request = useRequest(first);
  // Kept while the dialog is open, whatever becomes of the request meanwhile.
  const [ending, setEnding] = useState<{ verb: EndVerb; open: boolean } | null>(null);
  const verb = endVerb(request);
  const end = verb !== null && (
    <Button onClick={() => setEnding({ verb, open: true })}>
      <X className="size-4" aria-hidden />
      {endWords[verb].button}
    </Button>
  );
  return (
    <div className="flex min-h-dvh flex-col max-lg:min-h-0">
      <RequestHeader request={request} actions={end} audited={audited} />
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
      {ending === null ? null : (
        <EndDialog
          request={request}
          verb={ending.verb}
          actions={actions}
          open={ending.open}
          onOpenChange={(open) => setEnding({ ...ending, open })}
        />
      )}
    </div>
  );
}
