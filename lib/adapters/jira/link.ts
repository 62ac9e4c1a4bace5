import { linkIssues } from "jira.js/cloud";
import type { Client } from "jira.js/core";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { AttemptContext } from "../adapter.ts";
import { jiraFailure } from "./client.ts";

export function withLinks(reference: Reference, links: string): Reference {
  return { ...reference, data: { ...reference.data, linked: links } };
}

/**
 * Says in Jira which tickets block this one, each once; Jira takes the same link twice for one. A link is good to have: where
 * it can't be made, the ticket is followed all the same.
 */
export async function linked(context: AttemptContext, client: Client, reference: Reference): Promise<Reference> {
  const known = reference.data?.["linked"]?.split(",") ?? [];
  const missing = context.blockedBy.filter((key) => !known.includes(key));
  const made: string[] = [];
  for (const key of missing) {
    try {
      await linkIssues(client, { type: { name: "Blocks" }, inwardIssue: { key }, outwardIssue: { key: reference.id } });
      context.log(`${reference.id} is blocked by ${key}.`);
      made.push(key);
    } catch (error) {
      const { problem, passing } = jiraFailure(error, context.connection);
      context.log(`The link to ${key} could not be made: ${problem.sentence}`);
      // Refused once, it would be refused each time.
      if (!passing) made.push(key);
    }
  }
  return made.length === 0 ? reference : withLinks(reference, [...known, ...made].join(","));
}
