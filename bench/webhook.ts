import { createHmac, randomBytes } from "node:crypto";
import type { Browser } from "@playwright/test";
import { and, eq, isNull, sql } from "drizzle-orm";
import { type Database, openDatabase } from "#db/client.ts";
import { step } from "#db/tables.ts";
import { visit } from "#tests/journeys/journey.ts";
import { developer } from "./browser.ts";
import { type Figure, median, p95 } from "./figure.ts";
import { item, watch } from "./live.ts";
import { notifyTimes } from "./notify.ts";
import type { Running } from "./pao.ts";
import { order } from "./rest.ts";

/** From a signed delivery to its sign in the page: tickets that have waited for long, so that no look by the clock helps. */
export async function webhook(running: Running, browser: Browser, tickets: number): Promise<Figure[]> {
  const { url, databaseUrl } = running;
  const { context, page } = await developer(browser, url);
  const opened = openDatabase(databaseUrl, { poolSize: 2 });
  const took: number[] = [];
  try {
    const { jira, secret } = await connected(url);
    for (let round = 0; round < tickets; round += 1) {
      const number = await order(url, "bench-ticket", {});
      await visit(page, `/requests/REQ-${number}`);
      await page.waitForSelector(`${item(0)} [role=img][aria-label=Waiting]`);
      const issue = await longWaiting(opened.db, number);
      const shown = await watch(page, 0);
      await close(jira, issue);
      const sent = await deliver(url, secret, issue);
      took.push((await shown()) - sent);
    }
  } finally {
    await opened.close();
    await context.close();
  }
  const bare = await notifyTimes(databaseUrl, took.length);
  const limit = (value: number) => ({ what: "NOTIFY to another connection", value });
  return [
    { name: "webhook → browser DOM, median", value: median(took), unit: "ms", limit: limit(median(bare)) },
    { name: "webhook → browser DOM, p95", value: p95(took), unit: "ms", limit: limit(p95(bare)) },
  ];
}

/** Gives the connection a secret of our own: what the sandbox sends by itself is refused from now on. */
async function connected(url: string): Promise<{ jira: string; secret: string }> {
  const headers = { authorization: "Bearer sandbox-admin", "content-type": "application/json" };
  const all = await fetch(`${url}/api/v1/connections`, { headers });
  const { items } = (await all.json()) as { items: { name: string; baseUrl: string }[] };
  const baseUrl = items.find(({ name }) => name === "jira")?.baseUrl ?? "";
  const secret = randomBytes(32).toString("hex");
  const body = JSON.stringify({ kind: "jira", baseUrl, credential: { webhookSecret: secret } });
  const saved = await fetch(`${url}/api/v1/connections/jira`, { method: "PUT", headers, body });
  if (!saved.ok) throw new Error(`The connection was not saved: ${await saved.text()}`);
  return { jira: baseUrl, secret };
}

/** Puts the next look an hour off; not while one is on its way. Answers the number of the issue. */
async function longWaiting(db: Database, number: number): Promise<string> {
  for (;;) {
    const [row] = await db
      .update(step)
      .set({ startedAt: sql`now() - interval '30 days'`, nextCheckAt: sql`now() + interval '1 hour'` })
      .where(and(eq(step.request, number), eq(step.state, "waiting"), isNull(step.lease)))
      .returning({ reference: step.reference });
    const issue = row?.reference?.data?.["issue"];
    if (issue !== undefined) return issue;
  }
}

async function close(jira: string, issue: string): Promise<void> {
  const headers = { authorization: `Basic ${btoa("pao@sandbox.example:sandbox")}`, "content-type": "application/json" };
  const body = JSON.stringify({ transition: { id: "31" } });
  const answer = await fetch(`${jira}/rest/api/3/issue/${issue}/transitions`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`The ticket was not closed: ${await answer.text()}`);
}

/** Answers the moment right before it was sent. */
async function deliver(url: string, secret: string, id: string): Promise<number> {
  const body = JSON.stringify({ webhookEvent: "jira:issue_updated", issue: { id } });
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const headers = { "content-type": "application/json", "x-hub-signature": signature };
  const sent = Date.now();
  const answer = await fetch(`${url}/api/webhooks/jira`, { method: "POST", headers, body });
  if (answer.status !== 202) throw new Error(`The delivery was answered with ${answer.status}: ${await answer.text()}`);
  return sent;
}
