"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { JsonObject } from "#lib/core/json.ts";
import type { Issue, ProblemView } from "#lib/core/problem.ts";
import type { OfferingView } from "#lib/views/catalog/shape.ts";
import { OfferingForm } from "#components/form/offering-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ApiCall } from "./api-call.tsx";
import { PlanPanel } from "./plan-panel.tsx";
import { type OrderDraft, type PlanState, type PreviewPlan, usePlan } from "./plan-query.ts";
import { type PlaceOrder, usePlaceOrder } from "./use-place-order.ts";

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
  const { problem, submit } = useOrdering(state, placeOrder);
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
              renderSubmit={({ busy, state: order }) => <OrderButton busy={busy} plan={state} whole={order.valid} />}
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

function useOrdering(plan: PlanState, placeOrder: PlaceOrder) {
  const router = useRouter();
  const queries = useQueryClient();
  return usePlaceOrder({
    plan,
    placeOrder,
    taken: (number) => router.push(`/requests/${number}`),
    askAgain: () => void queries.invalidateQueries({ queryKey: ["plan"] }),
  });
}

/** What runs is what was shown: nothing is ordered before its plan is there. Before all is answered, it leads to what is not. */
function OrderButton({ busy, plan, whole }: { busy: boolean; plan: PlanState; whole: boolean }) {
  const shown = (plan.kind === "plan" || plan.kind === "problem") && plan.current;
  return (
    <Button type="submit" tone="primary" busy={busy} disabled={whole && !shown}>
      Order
    </Button>
  );
}

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
