import { createHmac } from "node:crypto";
import type { Sql } from "postgres";
import { takeWebhookFault } from "#lib/sandbox/control/fault.ts";
import { log } from "#lib/log.ts";

/** Where webhooks go, and what they are signed with. */
export interface Hooks {
  /** The name of the connection follows: `…/api/webhooks`. */
  url: string;
  secret: string;
  /** How late one arrives, on average. */
  lagMs: number;
}

export interface Letter {
  from: "jira" | "github";
  headers: Record<string, string>;
  /** Which header carries the signature. */
  signature: string;
  payload: object;
}

export interface Post {
  send(letter: Letter): void;
  /** Runs a chore later, unless the post has closed by then. */
  after(ms: number, chore: () => Promise<void>): void;
  close(): void;
}

/** Outside systems promise to deliver at least once, and now and then it is twice. */
const twiceEvery = 20;

/** Sends webhooks as the real ones come: late, now and then twice, in no sure order. Without hooks it sends nothing. */
export function createPost(sql: Sql, hooks: Hooks | undefined): Post {
  const timers = new Set<NodeJS.Timeout>();
  let sent = 0;
  let closed = false;
  const after = (ms: number, chore: () => Promise<void>) => {
    if (closed) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      chore().catch((error: unknown) => {
        if (!closed) log.warn("a webhook could not be sent", { error });
      });
    }, ms);
    timers.add(timer);
  };
  const post = async ({ url, secret, lagMs }: Hooks, letter: Letter) => {
    const fault = await takeWebhookFault(sql, letter.from);
    if (fault?.fault === "webhook-lost") return;
    const late = fault?.fault === "webhook-late" ? fault.delayMs : 0;
    const key = fault?.fault === "webhook-forged" ? "somebody else's secret" : secret;
    const times = fault?.fault === "webhook-twice" || ++sent % twiceEvery === 0 ? 2 : 1;
    for (let n = 0; n < times; n++)
      after(late + lagMs * (0.5 + Math.random()), () => deliver(`${url}/${letter.from}`, key, letter));
  };
  return {
    send: (letter) => {
      if (hooks !== undefined) after(0, () => post(hooks, letter));
    },
    after: (ms, chore) => {
      if (hooks !== undefined) after(ms, chore);
    },
    close: () => {
      closed = true;
      timers.forEach((timer) => clearTimeout(timer));
    },
  };
}

async function deliver(url: string, secret: string, { headers, signature, payload }: Letter): Promise<void> {
  const body = JSON.stringify(payload);
  const signed = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const answer = await fetch(url, {
    method: "POST",
    headers: { ...headers, [signature]: signed },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  await answer.body?.cancel();
  if (!answer.ok) log.warn("a webhook was not taken", { url, status: answer.status });
}
