import type { Metadata } from "next";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { RequestPage } from "#components/request/request-page.tsx";
import { mayReadAudit } from "#lib/views/audit/list.ts";
import { requestView } from "#lib/views/request/request.ts";
import {
  abortRequest,
  cancelRequest,
  completeTask,
  escalateStep,
  refuseTask,
  resolveStep,
  retryStep,
  revealOutput,
} from "../../../actions.ts";
import { requireActor } from "../../../session.ts";
import { told } from "../../told.ts";

interface Props {
  params: Promise<{ number: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).number) };
}

export default async function RequestNumberPage({ params }: Props) {
  const number = decodeURIComponent((await params).number);
  const actor = await requireActor(`/requests/${number}`);
  const { view, problem } = await told(requestView(actor, number));
  if (problem) return <ProblemPage problem={problem} />;
  const actions = {
    abortRequest,
    cancelRequest,
    completeTask,
    escalateStep,
    refuseTask,
    resolveStep,
    retryStep,
    revealOutput,
  };
  return <RequestPage key={number} first={view} actions={actions} audited={mayReadAudit(actor)} />;
}
