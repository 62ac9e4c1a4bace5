import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { listEnvironments } from "#db/organisation.ts";
import { whyNoTests } from "#lib/core/organisation/tests.ts";
import { Problem } from "#lib/core/problem.ts";
import { env } from "#lib/env.ts";
import { command } from "../command.ts";
import { obey } from "../denied.ts";
import { drawUpOf } from "../request/draw-up.ts";
import { takeOrder } from "../request/take-order.ts";
import { draftToChange, draftVersion, sameVersion } from "./locked.ts";
import { asRevision, keepTryable, orderOf, tryable, tryShape } from "./try.ts";

/** Orders a draft for real: a request like the others, that counts in no history. */
export const testDraft = command({
  verb: "draft.test",
  // Nobody runs for real what they have not seen.
  schema: z.strictObject({ ...tryShape, version: draftVersion }),
  subject: ({ id }) => `draft:${id}`,
  handler: async ({ tx, actor, door, input, traceparent }) => {
    const from = new Date();
    const draft = await draftToChange(tx, actor, input.id, "test");
    sameVersion(draft, input.version);
    await marked(tx, input.environment);
    const tried = await tryable(tx, actor, draft, "be ordered");
    const revision = await keepTryable(tx, actor, tried);
    const order = orderOf(input, tried);
    const drawn = await drawUpOf(tx, actor, asRevision(tried, revision), order, { there: null, taking: true });
    obey(drawn.decision);
    const taken = await takeOrder(tx, drawn, { actor, door, traceparent, from });
    return { ...taken, detail: { ...taken.detail, draft: draft.id, version: draft.version } };
  },
});

/** What was never published runs where an admin has said that it may, and in the sandbox. */
async function marked(tx: Transaction, environment: string): Promise<void> {
  const refused = whyNoTests(environment, await listEnvironments(tx), env().sandbox);
  if (!refused) return;
  const { message, remedy } = refused;
  throw new Problem("invalid", message, { remedy, issues: [{ severity: "error", path: "/environment", message }] });
}
