import { exportAudit } from "#lib/commands/audit/export.ts";
import { auditFile } from "#lib/views/audit/export.ts";
import { auditExportQuery } from "../../../../rest/audit-query.ts";
import { fileResponse } from "../../../../rest/csv.ts";
import { answer, rest } from "../../../../rest/door.ts";
import { readQuery } from "../../../../rest/query.ts";

const types = { csv: "text/csv; charset=utf-8", jsonl: "application/x-ndjson" } as const;

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ context, query }) => {
    const exported = await exportAudit(context, readQuery(auditExportQuery, query));
    if (!exported.ok) return answer(exported);
    const { format, ...filter } = exported.value;
    return fileResponse(auditFile(filter, format), { type: types[format], name: `audit.${format}` });
  },
});
