import { getCurrentUser } from "jira.js/cloud";
import type { Finding } from "#lib/core/probe/finding.ts";
import type { ProbeContext } from "../adapter.ts";
import { failed, ok } from "../probe.ts";
import { clientOf, jiraFailure } from "./client.ts";

/** Who does the connection sign in as? */
export async function probeJira(context: ProbeContext): Promise<Finding[]> {
  const client = clientOf(context);
  try {
    const { displayName, accountId } = await getCurrentUser(client);
    return [ok(`Signed in as ${displayName ?? accountId ?? "somebody without a name"}.`)];
  } catch (error) {
    return [failed(jiraFailure(error, context.connection))];
  }
}
