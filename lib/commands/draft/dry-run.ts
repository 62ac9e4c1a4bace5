import { z } from "zod";
import { askDryRun } from "#db/probe.ts";
import { renderedTargets } from "#lib/core/probe/rendered.ts";
import { command, label } from "../command.ts";
import { drawUpOf, type DrawnUp } from "../request/draw-up.ts";
import { draftToChange, draftVersion, sameVersion } from "./locked.ts";
import { triedPlan } from "./plan.ts";
import { asRevision, keepTryable, orderOf, tryable, tryShape } from "./try.ts";

/**
 * Plans an order of a draft, and asks an engine whether the outside would take it. That only reads: nothing is made, and the
 * probe's answers come one by one.
 */
export const runDry = command({
  verb: "draft.dry-run",
  // What is rendered goes through the connections of whoever asks for it: nobody asks for a text that they have not seen.
  schema: z.strictObject({ ...tryShape, version: draftVersion }),
  subject: ({ id }) => `draft:${id}`,
  handler: async ({ tx, actor, input }) => {
    const draft = await draftToChange(tx, actor, input.id, "test");
    sameVersion(draft, input.version);
    const tried = await tryable(tx, actor, draft, "be run");
    const revision = await keepTryable(tx, actor, tried);
    const order = orderOf(input, tried);
    const drawn = await drawUpOf(tx, actor, asRevision(tried, revision), order, { there: null, taking: false });
    const subject = { offering: draft.offering, revision };
    const probe = await askDryRun(tx, subject, targetsOf(drawn), label(actor));
    const { project, environment } = drawn.place;
    return {
      value: { draft: draft.id, version: draft.version, ...triedPlan(drawn), probe: { id: probe, state: "asked" } },
      subject: `offering:${draft.offering}`,
      detail: { draft: draft.id, version: draft.version, probe, project, environment },
    };
  },
});

function targetsOf({ plan, revision, children }: DrawnUp) {
  const below = children.map(({ plan: of, order: { offering, modules = {} } }) => ({ plan: of, offering, modules }));
  return renderedTargets({ plan, offering: revision.document, modules: revision.modules }, below);
}
