"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";
import type { JsonObject } from "#lib/core/json.ts";
import type { Issue, ProblemView, Result } from "#lib/core/problem.ts";
import type { OfferingView } from "#lib/views/catalog/shape.ts";
import { OfferingForm } from "#components/form/offering-form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ApiCall } from "./api-call.tsx";
import { PlanPanel } from "./plan-panel.tsx";
import { type OrderDraft, type PreviewPlan, usePlan } from "./plan-query.ts";

export type PlaceOrder = (
  order: OrderDraft & { planHash?: string; idempotencyKey: string },
) => Promise<Result<{ number: string }>>;

export interface OrderDeskProps {
  offering: OfferingView;
  initial?: { project?: string; environment?: string; inputs?: JsonObject } | undefined;
  /** Names the draft: whose it is, because a browser may be shared, and of what. */
  draftKey: string;
  /** The reader's token where it is no secret, as in the sandbox. */
  token: string | null;
  previewPlan: PreviewPlan;
  placeOrder: PlaceOrder;
  /** Stands at the left of the page's bar. */
  heading: ReactNode;
  about: ReactNode;
}

/** The form, and beside it what will happen; one place knows the answers. */
export function OrderDesk({
  offering: given,
  initial,
  draftKey,
  token,
  previewPlan,
  placeOrder,
  heading,
  about,
}: OrderDeskProps) {
  // The page is drawn anew now and then; the same revision stays the same object, so that the form is not built again.
  const [offering] = useState(given);
  const [draft, setDraft] = useState<OrderDraft>(() => emptyDraft(offering, initial));
  const state = usePlan(draft.project === "" || draft.environment === "" ? null : draft, previewPlan);
  const planHash = state.kind === "plan" && !state.asking ? state.plan.hash : undefined;
  const { problem, submit } = usePlaceOrder(placeOrder, planHash);
  const named = { offering: offering.name, revision: offering.revision };
  const panel = <PlanPanel offering={offering} state={state} />;
  return (
    <div className="flex min-h-dvh flex-col max-lg:min-h-0">
      <div className="flex min-h-13 flex-wrap items-center gap-x-2 border-b border-line px-4 py-2 sm:px-8">
        {heading}
        <ApiCall form={offering.form} draft={draft} token={token} />
      </div>
      <div className="grid flex-1 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_25rem]">
        <div className="min-w-0 px-4 py-6 sm:px-8">
          <div className="max-w-2xl">
            {about}
            <OfferingForm
              form={offering.form}
              where={{ projects: offering.projects, environments: offering.environments }}
              draftKey={draftKey}
              revision={offering.revision}
              {...(initial ? { initial } : {})}
              onChange={({ project, environment, inputs }) =>
                setDraft({ ...named, project: project ?? "", environment: environment ?? "", inputs })
              }
              review={<OrderProblem problem={problem} />}
              onSubmit={({ project, environment, inputs }) =>
                submit({ ...named, project: project ?? "", environment: environment ?? "", inputs })
              }
              {...(problem ? { problems: problem.issues } : {})}
            />
          </div>
        </div>
        <div className="border-line bg-sunken px-4 py-6 max-lg:border-t sm:px-6 lg:border-l">
          <div className="lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:overflow-y-auto">{panel}</div>
        </div>
      </div>
    </div>
  );
}

function emptyDraft(offering: OfferingView, initial: OrderDeskProps["initial"]): OrderDraft {
  return {
    offering: offering.name,
    revision: offering.revision,
    project: initial?.project ?? "",
    environment: initial?.environment ?? "",
    inputs: initial?.inputs ?? {},
  };
}

/** Places the order once: the same answers keep their key, so that a lost answer and a second click make one request. */
function usePlaceOrder(placeOrder: PlaceOrder, planHash: string | undefined) {
  const router = useRouter();
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const key = useRef({ order: "", value: "" });
  const submit = async (order: OrderDraft) => {
    setProblem(null);
    const full = { ...order, ...(planHash === undefined ? {} : { planHash }) };
    const text = JSON.stringify(full);
    if (key.current.order !== text) key.current = { order: text, value: crypto.randomUUID() };
    const answer = await placeOrder({ ...full, idempotencyKey: key.current.value }).catch(() => lost);
    if (answer.ok) router.push(`/requests/${answer.value.number}`);
    else setProblem(answer.problem);
    return answer.ok;
  };
  return { problem, submit };
}

const lost: Result<{ number: string }> = {
  ok: false,
  problem: {
    code: "unavailable",
    message: "PAO did not answer, so it is not known whether the order was taken.",
    remedy: "Order again: if it was taken, you get the same request.",
    issues: [],
  },
};

function OrderProblem({ problem }: { problem: ProblemView | null }) {
  if (!problem) return null;
  const loose: Issue[] = problem.issues.filter((issue) => issue.path === "");
  return (
    <Notice tone="bad" title={problem.message} className="mb-4">
      {problem.remedy}
      {loose.map((issue) => (
        <p key={issue.message}>{issue.message}</p>
      ))}
    </Notice>
  );
}
