import { getCurrentUser, getMyPermissions } from "jira.js/cloud";
import type { Finding } from "#lib/core/probe/finding.ts";
import type { ProbeContext } from "../adapter.ts";
import { failed, ok } from "../probe.ts";
import { clientOf, jiraFailure } from "./client.ts";
import { aboutPermissions, neededPermissions } from "./grants.ts";

/** Who does the connection sign in as, and what may they do? */
export async function probeJira(context: ProbeContext): Promise<Finding[]> {
  const client = clientOf(context);
  try {
    const { displayName, accountId } = await getCurrentUser(client);
    const { permissions = {} } = await getMyPermissions(client, { permissions: neededPermissions });
    return [
      ok(`Signed in as ${displayName ?? accountId ?? "somebody without a name"}.`),
      ...aboutPermissions(permissions),
    ];
  } catch (error) {
    return [failed(jiraFailure(error, context.connection))];
  }
}
