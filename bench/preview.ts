import type { Browser, Page } from "@playwright/test";
import { editor, openDesk } from "#tests/journeys/studio-desk.ts";
import { signedIn } from "./browser.ts";
import { long } from "./documents.ts";
import { type Figure, median, p95 } from "./figure.ts";
import type { Running } from "./pao.ts";

declare global {
  interface Window {
    paoKey?: Promise<{ shown: number; typed: number }>;
  }
}

interface Took {
  shown: number[];
  typed: number[];
}

/** The first question of the document: the form asks it, and the plan says that its answer is missing. */
const title = "Name 0";

/** From a key in a long document to the frame in which its preview shows what was typed. */
export async function preview({ url }: Running, browser: Browser, keys: number): Promise<Figure[]> {
  const { context, page } = await signedIn(browser, url, "admin");
  try {
    await openDesk(page, long.name);
    await cursorAfterTitle(page);
    const figures: Figure[] = [];
    for (const [round, tab] of ["Form", "Plan"].entries()) {
      await page.getByRole("tab", { name: tab, exact: true }).click();
      await editor(page).focus();
      const { shown, typed } = await typeOn(page, title + "x".repeat(round * keys), keys);
      const name = `key in a document of ${long.lines} lines → ${tab.toLowerCase()} beside it`;
      const limit = (value: number) => ({ what: "the key in the editor", value });
      figures.push(
        { name: `${name}, median`, value: median(shown), unit: "ms", limit: limit(median(typed)) },
        { name: `${name}, p95`, value: p95(shown), unit: "ms", aim: 100, limit: limit(p95(typed)) },
      );
    }
    return figures;
  } finally {
    await context.close();
  }
}

/** The lines above it are short: none takes more than one in the editor. */
async function cursorAfterTitle(page: Page): Promise<void> {
  const lines = long.source.split("\n");
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+Home");
  const at = lines.findIndex((line) => line.trim() === `title: ${title}`);
  for (let line = 0; line < at; line += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
}

/** One letter at a time, each once the one before is shown. */
async function typeOn(page: Page, text: string, keys: number): Promise<Took> {
  const took: Took = { shown: [], typed: [] };
  for (let index = 1; index <= keys; index += 1) {
    await page.evaluate(expectShown, text + "x".repeat(index));
    await page.keyboard.type("x");
    const { shown, typed } = await page.evaluate(() => window.paoKey ?? { shown: Number.NaN, typed: Number.NaN });
    took.shown.push(shown);
    took.typed.push(typed);
  }
  return took;
}

/** Runs in the page: what the next key takes until the editor has painted it, and until the preview shows the text. */
function expectShown(text: string): void {
  // The timeout comes after the frame that the next animation callback belongs to.
  const afterPaint = () =>
    new Promise<number>((then) => requestAnimationFrame(() => setTimeout(() => then(performance.now()))));
  const region = document.querySelector('section[aria-label="Preview"]') ?? document.body;
  const changed = new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!(region.textContent ?? "").includes(text)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(region, { subtree: true, childList: true, characterData: true });
  });
  window.paoKey = new Promise((resolve) => {
    const pressed = ({ timeStamp }: KeyboardEvent) => {
      const shown = changed.then(afterPaint);
      void Promise.all([shown, afterPaint()]).then(([seen, painted]) =>
        resolve({ shown: seen - timeStamp, typed: painted - timeStamp }),
      );
    };
    addEventListener("keydown", pressed, { capture: true, once: true });
  });
}
