import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Document } from "openapi-backend";
import { contractOf, type Contract } from "./contract.ts";

/** Atlassian's own description of Jira Cloud. It is large and not ours, so it lies beside the repository and may be absent. */
const file = join(import.meta.dirname, "../../../shared/contracts/jira-cloud-v3.openapi.json");

export const absent = "Atlassian's description of Jira (../shared/contracts/jira-cloud-v3.openapi.json) is not present";

const formats = {
  uri: (text: string) => URL.canParse(text),
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d{2}-\d{2}$/,
  // Jira writes the zone without a colon, which the standard would refuse.
  "date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}([+-]\d{4}|Z)$/,
};

/** The contract, or undefined where the description is absent: say so with `ctx.skip(absent)`. */
export async function atlassian(): Promise<Contract | undefined> {
  if (!existsSync(file)) return undefined;
  // Checked by openapi-backend itself when it starts.
  const definition = JSON.parse(readFileSync(file, "utf8")) as Document;
  return contractOf({ definition, author: "Atlassian", formats });
}
