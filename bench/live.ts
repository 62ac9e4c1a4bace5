import type { Browser, Page } from "@playwright/test";
import { openDatabase } from "#db/client.ts";
import { appendEvents } from "#db/event.ts";
import { wakeSettle } from "#db/queue.ts";
import { lockRequest } from "#db/request.ts";
import { moveStep } from "#db/step.ts";
import { visit } from "#tests/journeys/journey.ts";
import { developer } from "./browser.ts";
import { tasks } from "./documents.ts";
import { type Figure, median, p95 } from "./figure.ts";
import { notifyTimes } from "./notify.ts";
import type { Running } from "./pao.ts";
import { order } from "./rest.ts";

const author = { kind: "person", id: "author", name: "Demo author" } as const;

/** From the commit of a step's change to its sign in the page of somebody who looks at the request. */
export async function live(running: Running, browser: Browser, requests: number): Promise<Figure[]> {
  const { url, databaseUrl } = running;
  const { context, page } = await developer(browser, url);
  const opened = openDatabase(databaseUrl, { poolSize: 2 });
  const took: number[] = [];
  try {
    for (let round = 0; round < requests; round += 1) {
      const number = await order(url, "bench-tasks", {});
      await visit(page, `/requests/REQ-${number}`);
      for (const [index, step] of tasks.entries()) {
        await page.waitForSelector(`${item(index)} [role=img][aria-label=Waiting]`);
        const shown = await watch(page, index);
        const committed = await complete(opened.db, number, step);
        took.push((await shown()) - committed);
      }
    }
  } finally {
    await opened.close();
    await context.close();
  }
  const bare = await notifyTimes(databaseUrl, took.length);
  const limit = (value: number) => ({ what: "NOTIFY to another connection", value });
  return [
    { name: "step change → browser DOM, median", value: median(took), unit: "ms", limit: limit(median(bare)) },
    { name: "step change → browser DOM, p95", value: p95(took), unit: "ms", aim: 50, limit: limit(p95(bare)) },
  ];
}

export const item = (index: number) => `ol[aria-label=Steps] > li:nth-child(${index + 1})`;

/** Looks at every change of the page from now on; answers how to wait for the moment the step is shown as completed. */
export async function watch(page: Page, index: number): Promise<() => Promise<number>> {
  const handle = await page.evaluateHandle(
    (sign) => ({
      at: new Promise<number>((resolve) => {
        const look = () => {
          if (document.querySelector(sign) === null) return;
          observer.disconnect();
          resolve(Date.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      }),
    }),
    `${item(index)} [role=img][aria-label=Completed]`,
  );
  return () => handle.evaluate(({ at }) => at);
}

/** What the command of a task writes. Answers the moment right before the commit. */
async function complete(db: ReturnType<typeof openDatabase>["db"], number: number, id: string): Promise<number> {
  return db.transaction(async (tx) => {
    await lockRequest(tx, number);
    await moveStep(tx, number, id, ["waiting"], "completed", { outputs: {} });
    await appendEvents(tx, number, author, [{ type: "task_completed", step: id }]);
    await wakeSettle(tx, number);
    return Date.now();
  });
}
