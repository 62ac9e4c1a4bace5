"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { JsonObject } from "#lib/core/json.ts";
import type { Issue, ProblemView } from "#lib/core/problem.ts";
import type { Orderable } from "#lib/views/catalog/shape.ts";
import { OfferingForm } from "#components/form/offering-form.tsx";
import { Linked } from "#components/ui/linked.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ApiCall } from "./api-call.tsx";
import { OrderButton, TypedName } from "./order-button.tsx";
import { PlanPanel } from "./plan-panel.tsx";
import { type OrderDraft, type PlanState, type PreviewPlan, usePlan } from "./plan-query.ts";
import { type PlaceOrder, usePlaceOrder } from "./use-place-order.ts";

export interface OrderDeskProps {
  ordered: Orderable & { orders?: number };
  /** What is done to which resource: its place is the resource's own. Left out for a first order. */
  operation?: { name: string; resource: string; title: string; danger: boolean };
  /** What has to be typed before it can be ordered. */
  confirm?: string | undefined;
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
export function OrderDesk({ ordered: given, operation, confirm, initial, draftKey, token, ...props }: OrderDeskProps) {
  // The page is drawn anew now and then; the same revision stays the same object, so that the form is not built again.
  const [ordered] = useState(given);
  const done = operation && { operation: operation.name, resource: operation.resource };
  const named = { offering: ordered.name, revision: ordered.revision, ...done };
  const draftOf = ({ project, environment, inputs = {} }: Partial<Answered>): OrderDraft => ({
    ...named,
    project: project ?? "",
    environment: environment ?? "",
    inputs,
  });
  const [draft, setDraft] = useState<OrderDraft>(() => draftOf(initial ?? {}));
  const [typed, setTyped] = useState("");
  const confirmed = confirm === undefined || typed.trim() === confirm;
  const plan = usePlan(draft.project === "" || draft.environment === "" ? null : draft, props.previewPlan);
  const { problem, submit } = useOrdering(plan, props.placeOrder);
  return (
    <Desk
      heading={props.heading}
      call={<ApiCall form={ordered.form} draft={draft} token={token} />}
      panel={<PlanPanel ordered={ordered} state={plan} />}
    >
      {props.about}
      <OfferingForm
        form={ordered.form}
        where={{ projects: ordered.projects, environments: ordered.environments }}
        placed={operation !== undefined}
        draftKey={draftKey}
        revision={ordered.revision}
        {...(initial ? { initial } : {})}
        before={operation && initial?.inputs}
        onChange={(state) => setDraft(draftOf(state))}
        renderSubmit={({ busy, state }) => (
          <OrderButton
            label={operation?.title ?? "Order"}
            danger={operation?.danger ?? false}
            {...{ busy, plan, confirmed }}
            whole={state.valid}
          />
        )}
        review={
          <>
            {confirm === undefined ? null : <TypedName name={confirm} typed={typed} change={setTyped} />}
            <OrderProblem problem={problem} />
          </>
        }
        onSubmit={async (state) => confirmed && submit(draftOf(state))}
        {...(problem ? { problems: problem.issues } : {})}
      />
    </Desk>
  );
}

interface Answered {
  project: string | null;
  environment: string | null;
  inputs: JsonObject;
}

interface DeskProps {
  heading: ReactNode;
  call: ReactNode;
  panel: ReactNode;
  children: ReactNode;
}

function Desk({ heading, call, panel, children }: DeskProps) {
  return (
    <div className="flex min-h-dvh flex-col max-lg:min-h-0">
      <div className="flex min-h-13 flex-wrap items-center gap-x-2 border-b max-sm:gap-x-5 border-line px-4 py-2 sm:px-8">
        {heading}
        {call}
      </div>
      <div className="grid flex-1 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_25rem]">
        <div className="min-w-0 px-4 py-6 sm:px-8">
          <div className="max-w-2xl">{children}</div>
        </div>
        <div className="border-line bg-sunken px-4 py-6 max-lg:border-t sm:px-6 lg:border-l">
          <div className="lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:overflow-y-auto">{panel}</div>
        </div>
      </div>
    </div>
  );
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

function OrderProblem({ problem }: { problem: ProblemView | null }) {
  if (!problem) return null;
  const loose: Issue[] = problem.issues.filter((issue) => issue.path === "");
  return (
    <Notice tone="bad" title={<Linked text={problem.message} />} className="mb-4">
      {problem.remedy}
      {loose.map((issue) => (
        <p key={issue.message}>{issue.message}</p>
      ))}
    </Notice>
  );
}
