import { and, asc, eq, isNotNull, or } from "drizzle-orm";
import type { MadeState } from "#lib/core/plan/removal.ts";
import type { Reader } from "./client.ts";
import { attempt, request, step } from "./tables.ts";

/**
 * The states of a resource that Terraform has changed, or may have, in the order in which they were first made; each with the
 * step that ran on it last.
 */
export async function madeStates(db: Reader, resource: string): Promise<MadeState[]> {
  const ran = await db
    .select({ request: step.request, id: step.id, plan: step.plan })
    .from(step)
    .innerJoin(request, eq(request.number, step.request))
    .innerJoin(attempt, and(eq(attempt.request, step.request), eq(attempt.step, step.id)))
    .where(
      and(
        eq(request.resource, resource),
        eq(step.uses, "terraform"),
        or(isNotNull(attempt.effectSentAt), eq(attempt.outcome, "completed")),
      ),
    )
    .orderBy(asc(attempt.startedAt));
  const states = new Map<string, MadeState>();
  for (const { request: number, id, plan } of ran) {
    const { module, payload, removal } = plan;
    const { workspace = id } = payload.value;
    if (module && !removal && typeof workspace === "string")
      states.set(workspace, { workspace, request: number, step: id, module });
  }
  return [...states.values()];
}
