import { z } from "zod";
import { auditFilter, formats } from "#lib/core/audit/filter.ts";
import { command } from "../command.ts";

/** Takes the audit, or what fits, out of PAO as a file. That somebody did, and what of it, is in the audit. */
export const exportAudit = command({
  verb: "audit.export",
  reads: "audited",
  schema: z.strictObject({ ...auditFilter, format: z.enum(formats).default("csv") }),
  ask: { verb: "audit.read" },
  subject: () => "audit",
  handler: async ({ input }) => ({ value: input, detail: { ...input } }),
});
