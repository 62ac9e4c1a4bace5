import type { Actor } from "#lib/core/access.ts";
import { decide } from "#lib/core/decide/decide.ts";
import type { Decision } from "#lib/core/decide/decision.ts";
import type { ReadinessQuestion } from "#lib/core/decide/readiness.ts";
import { about } from "#lib/core/decide/together.ts";
import { policiesThatRefuse } from "#lib/core/plan/policies.ts";
import type { Tree } from "#lib/core/plan/tree.ts";
import type { Transaction } from "#db/client.ts";
import { offeredRevisions } from "#db/child.ts";

interface Asked {
  actor: Actor;
  team: string;
  environment: string;
  ready: Pick<ReadinessQuestion, "connections" | "engines">;
}

/** May the requests that a bundle will make be made? Each is asked about as if it were ordered by itself. */
export async function decideChildren(tx: Transaction, asked: Asked, children: Tree["children"]): Promise<Decision[]> {
  const offered = await offeredRevisions(tx, [...new Set(children.map(({ plan }) => plan.offering))]);
  return children.map(({ order, plan }) => {
    const { metadata } = order.offering;
    const absent = notAsPinned(metadata.title, plan.revision, offered.get(plan.offering) ?? null);
    if (absent) return absent;
    const decision = decide({
      actor: asked.actor,
      ask: { verb: "request.create", projectTeam: asked.team, availableTo: metadata.availableTo },
      offering: metadata,
      environment: asked.environment,
      steps: plan.steps,
      refusingPolicies: policiesThatRefuse(order),
      ...asked.ready,
    });
    return about(metadata.title, decision);
  });
}

/** What is made of others is made again when they change: if it is not, it does not fit them any more. */
function notAsPinned(title: string, pinned: number, offered: number | null): Decision | null {
  if (offered === pinned) return null;
  const sentence =
    offered === null
      ? `${title}, which is a part of this, is no longer offered.`
      : `${title}, which is a part of this, has changed, and this does not fit it any more.`;
  const remedy = "Order the other parts by themselves, or ask the offering's owner to adapt it.";
  return { answer: "deny", reasons: [{ stage: "readiness", sentence, remedy }] };
}
