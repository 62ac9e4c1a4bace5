import { addComment, getIssue } from "jira.js/cloud";
import { isJsonObject, type Json } from "#lib/core/json.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { AttemptContext, Stopping } from "../adapter.ts";
import { harmless } from "../failure.ts";
import { clientOf, jiraFailure } from "./client.ts";

/**
 * Says in the issue that PAO no longer follows it. It stays open: whether it is still wanted is for those to say whose
 * project it is. Said once, also when an answer was lost.
 */
export async function tellEnd(context: AttemptContext, reference: Reference): Promise<Stopping> {
  const client = clientOf(context);
  const issueIdOrKey = encodeURIComponent(reference.data?.["issue"] ?? reference.id);
  const words = `${context.request} was cancelled in PAO, which no longer follows this issue. Nobody there waits for it any more.`;
  try {
    const { fields } = await getIssue(client, { issueIdOrKey, fields: ["comment"] });
    if (!textOf(commentsOf(fields)).includes(words)) {
      await addComment(client, { issueIdOrKey, body: document(words, context.requestUrl) });
      context.log(`Said in ${reference.id} that nobody waits for it any more.`);
    }
  } catch (error) {
    throw harmless(jiraFailure(error, context.connection));
  }
  return { state: "cancelled", reference, note: `${reference.id} says that PAO no longer follows it` };
}

function commentsOf(fields: unknown): Json {
  const comment = isJsonObject(fields) ? fields["comment"] : undefined;
  return isJsonObject(comment) ? (comment["comments"] ?? null) : null;
}

/** Every text in a document of Jira, one after the other. */
function textOf(node: Json | undefined): string {
  if (Array.isArray(node)) return node.map(textOf).join("\n");
  if (!isJsonObject(node)) return "";
  const own = typeof node["text"] === "string" ? node["text"] : "";
  return own + textOf(node["content"]) + textOf(node["body"]);
}

function document(words: string, url: string) {
  const link = { type: "text", text: "Request", marks: [{ type: "link", attrs: { href: url } }] };
  return {
    version: 1,
    type: "doc" as const,
    content: [{ type: "paragraph", content: [{ type: "text", text: `${words} ` }, link] }],
  };
}
