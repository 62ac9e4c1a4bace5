import { z } from "zod";
import { auditFilter, formats } from "#lib/core/audit/filter.ts";
import { limit, text } from "./query.ts";

/** What `GET /audit` can be narrowed by. */
export const auditQuery = z.strictObject({
  ...auditFilter,
  cursor: text.exactOptional(),
  limit: limit(200).exactOptional(),
});

export const auditExportQuery = z.strictObject({ ...auditFilter, format: z.enum(formats).default("csv") });
