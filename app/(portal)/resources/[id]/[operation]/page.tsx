import type { Metadata } from "next";
import { cache } from "react";
import { OperationDesk } from "#components/resource/operation-desk.tsx";
import { resourceTitle } from "#components/resource/resource-title.ts";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { personOf } from "#lib/core/access.ts";
import { env } from "#lib/env.ts";
import { operationView } from "#lib/views/resource/operation.ts";
import { placeOrder, previewPlan } from "../../../../actions.ts";
import { requireActor } from "../../../../session.ts";
import { told } from "../../../told.ts";

interface Props {
  params: Promise<{ id: string; operation: string }>;
}

const seen = cache(async (id: string, operation: string) => {
  const actor = await requireActor(`/resources/${id}/${operation}`);
  return { actor, ...(await told(operationView(actor, id, operation))) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, operation } = await params;
  const { view } = await seen(id, operation);
  return { title: view ? `${view.operation.title} ${resourceTitle(view.resource)}` : "Operation" };
}

export default async function OperationPage({ params }: Props) {
  const { id, operation } = await params;
  const { actor, view, problem } = await seen(id, operation);
  if (problem) return <ProblemPage problem={problem} />;
  const reader = personOf(actor) ?? actor.id;
  return (
    <OperationDesk
      key={`${id}:${operation}:${view.ordered.revision}`}
      view={view}
      draftKey={[reader, view.ordered.name, operation, view.resource.id].join(":")}
      token={env().sandbox ? `sandbox-${reader}` : null}
      previewPlan={previewPlan}
      placeOrder={placeOrder}
    />
  );
}
