import { z } from "zod";
import { Problem } from "#lib/core/problem.ts";
import type { Json } from "#lib/core/json.ts";
import { appendEvents } from "#db/event.ts";
import { openOutputs } from "#db/request.ts";
import { command, label } from "../command.ts";
import { authorise } from "../denied.ts";
import { aboutRequest, lockVisible } from "./locked.ts";

/** Shows a secret output to a member of the request's team. That it was shown stays in the timeline and the audit. */
export const revealOutput = command({
  verb: "request.reveal-output",
  secretAnswer: true,
  schema: z.strictObject({ number: z.string(), output: z.string().max(63) }),
  subject: aboutRequest,
  handler: async ({ tx, actor, input }) => {
    const row = await lockVisible(tx, actor, input.number);
    authorise(actor, { verb: "output.reveal", team: row.team });
    if (!Object.hasOwn(row.plan.outputs, input.output))
      throw new Problem("not_found", `This request has no output “${input.output}”.`);
    const value = { ...row.outputs, ...openOutputs(row) }[input.output];
    if (value === undefined) throw new Problem("conflict", `The output “${input.output}” is not known yet.`);
    await appendEvents(tx, row.number, label(actor), [{ type: "output_revealed", output: input.output }]);
    const shown: { value: Json } = { value };
    return { value: shown, subject: `request:${row.number}`, detail: { output: input.output } };
  },
});
