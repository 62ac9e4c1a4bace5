import { z } from "zod";
import { factsOf, loadDraft } from "#db/draft.ts";
import { seesDraft } from "#lib/core/offering/draft.ts";
import { planOutputs, planSteps, planWarnings } from "#lib/core/plan/view.ts";
import { Problem } from "#lib/core/problem.ts";
import { command } from "../command.ts";
import { drawUpOf, type DrawnUp } from "../request/draw-up.ts";
import { documentText, sameVersion } from "./locked.ts";
import { asRevision, orderOf, seenVersion, tryable, tryShape } from "./try.ts";

/** What an order of a draft would do. Nothing is written and nothing outside is called. */
export const planDraft = command({
  verb: "draft.plan",
  reads: true,
  // A text that is not saved yet may be sent along.
  schema: z.strictObject({ ...tryShape, version: seenVersion, source: documentText.exactOptional() }),
  subject: ({ id }) => `draft:${id}`,
  handler: async ({ tx, actor, input }) => {
    const draft = await loadDraft(tx, input.id);
    if (!draft || !seesDraft(actor, factsOf(draft))) throw new Problem("not_found", "There is no such draft.");
    if (input.version !== undefined) sameVersion(draft, input.version);
    const tried = await tryable(tx, actor, { ...draft, source: input.source ?? draft.source }, "be planned");
    const drawn = await drawUpOf(tx, actor, asRevision(tried, 0), orderOf(input, tried), {
      there: null,
      taking: false,
    });
    return { value: { draft: draft.id, version: draft.version, ...triedPlan(drawn) } };
  },
});

/** The plan of a draft: it has no revision yet, and no history of its own. */
export function triedPlan({ plan, decision }: DrawnUp) {
  return { steps: planSteps(plan), outputs: planOutputs(plan), warnings: planWarnings(plan), decision };
}
