import { database } from "#db/client.ts";
import { openConnection } from "#db/connection.ts";
import { wakeWaiting } from "#db/webhook.ts";
import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { Problem } from "#lib/core/problem.ts";
import { isSender, senders, type SenderKind } from "#lib/core/webhook/concern.ts";
import { isSigned } from "./signature.ts";
import { count } from "./tally.ts";

/** A delivery as it came in at the door of a connection. */
export interface Delivery {
  connection: string;
  headers: Pick<Headers, "get">;
  /** Throws a Problem when it is too large. */
  body: () => Promise<Uint8Array>;
}

/**
 * Takes a delivery: who sent it is shown by its signature alone, and that before anything of it is read. It is a wake-up
 * and nothing else, so no actor is authorised and nothing audited: how the thing stands, the engine asks the outside.
 */
export async function receiveDelivery({ connection: name, headers, body }: Delivery): Promise<{ woke: number }> {
  const { kind, secret } = await doorOf(name);
  const woke = await refusedIsCounted(name, async () => {
    const bytes = await body();
    if (!isSigned(bytes, secret, headers.get(senders[kind].signature))) throw forged(kind);
    const concern = senders[kind].concern(payloadOf(bytes, headers.get("content-type") ?? ""));
    return concern === null ? 0 : database().transaction((tx) => wakeWaiting(tx, name, concern));
  });
  count(name, { received: 1, ...(woke > 0 ? { woke: 1 } : { unknown: 1 }) });
  return { woke };
}

/** Says the same of a connection that is not there and of one that takes none, so that nobody learns which there are. */
async function doorOf(name: string): Promise<{ kind: SenderKind; secret: string }> {
  const connection = /^[a-z0-9-]{1,63}$/.test(name) ? await openConnection(database(), name) : undefined;
  if (connection && isSender(connection.kind)) {
    const secret = connection.credential["webhookSecret"];
    if (secret) return { kind: connection.kind, secret };
    count(name, { refused: 1 });
  }
  throw new Problem("not_found", "No connection of this name takes webhooks.", {
    remedy: "An admin enters a webhook secret under Settings, Connections.",
  });
}

async function refusedIsCounted<T>(name: string, take: () => Promise<T>): Promise<T> {
  try {
    return await take();
  } catch (error) {
    if (error instanceof Problem) count(name, { refused: 1 });
    throw error;
  }
}

function forged(kind: SenderKind): Problem {
  return new Problem("unauthenticated", `The signature in ${senders[kind].signature} is missing or does not fit.`, {
    remedy: "Enter the same secret here and in the webhook's settings over there.",
  });
}

function payloadOf(bytes: Uint8Array, type: string): JsonObject {
  if (!/^\s*application\/([\w.-]+\+)?json\s*(;|$)/i.test(type))
    throw new Problem("unsupported", "A delivery is read as JSON only.", {
      remedy: "Choose application/json as the webhook's content type.",
    });
  const payload = parsed(bytes);
  if (isJsonObject(payload)) return payload;
  throw new Problem("malformed", "The delivery is signed, but it is no JSON object.");
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
