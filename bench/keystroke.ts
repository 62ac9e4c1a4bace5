import type { Browser, Page } from "@playwright/test";
import { begin, next } from "#tests/journeys/order-form.ts";
import { developer } from "./browser.ts";
import { type Figure, median, p95 } from "./figure.ts";
import type { Running } from "./pao.ts";

declare global {
  interface Window {
    paoKeys?: number[];
  }
}

/** From a key to the frame that shows it, in a form of 150 questions on one page. */
export async function keystroke({ url }: Running, browser: Browser, keys: number): Promise<Figure[]> {
  const { context, page } = await developer(browser, url);
  try {
    await begin(page, "bench-questions", "Development");
    await next(page, "Questions");
    const took = await typeInto(page, "input[type=text], input:not([type])", keys);
    await page.goto("about:blank");
    await page.setContent("<input type=text>");
    const bare = await typeInto(page, "input", keys);
    const what = "a bare input";
    return [
      {
        name: "key → paint, 150 questions, median",
        value: median(took),
        unit: "ms",
        limit: { what, value: median(bare) },
      },
      {
        name: "key → paint, 150 questions, p95",
        value: p95(took),
        unit: "ms",
        aim: 50,
        limit: { what, value: p95(bare) },
      },
    ];
  } finally {
    await context.close();
  }
}

async function typeInto(page: Page, selector: string, keys: number): Promise<number[]> {
  await page.evaluate(() => {
    const took: number[] = [];
    window.paoKeys = took;
    // The message comes after the frame that the next animation callback belongs to.
    const afterPaint = (then: () => void) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener("message", then);
        port1.start();
        port2.postMessage(null);
      });
    addEventListener("keydown", ({ timeStamp }) => afterPaint(() => took.push(performance.now() - timeStamp)), true);
  });
  const input = page.locator(selector).locator("visible=true").first();
  await input.click();
  // A person who types fast; no two keys in one frame.
  await page.keyboard.type("a".repeat(50).padEnd(keys, "\b").replaceAll("\b", "b"), { delay: 70 });
  await page.waitForFunction((count) => (window.paoKeys?.length ?? 0) >= count, keys);
  return page.evaluate(() => window.paoKeys ?? []);
}
