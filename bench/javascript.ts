import { gzipSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";
import { setTimeout as pause } from "node:timers/promises";
import { developer } from "./browser.ts";
import type { EmptyNext } from "./empty-next.ts";
import type { Figure } from "./figure.ts";
import type { Running } from "./pao.ts";

const quietMs = 1500;

interface Weight {
  /** Gzip of all scripts, in kB. */
  script: number;
  requests: number;
}

/** What a first visit loads, beside what an empty Next.js page loads. */
export async function javascript({ url }: Running, empty: EmptyNext, browser: Browser): Promise<Figure[]> {
  const { context, page } = await developer(browser, url);
  const state = await context.storageState();
  await page.close();
  await context.close();
  const weigh = async (address: string): Promise<Weight> => {
    const fresh = await browser.newContext({ storageState: state });
    const weight = await weightOf(await fresh.newPage(), address);
    await fresh.close();
    return weight;
  };
  const base = await weigh(empty.url);
  const home = await weigh(`${url}/`);
  const form = await weigh(`${url}/catalog/postgresql`);
  const limit = { what: "the empty page, whole", value: base.script };
  const least = { what: "the empty page", value: base.requests };
  return [
    { name: "JavaScript that / adds, gzip", value: home.script - base.script, unit: "kB", aim: 45, limit },
    { name: "JavaScript that the form page adds, gzip", value: form.script - base.script, unit: "kB", aim: 150, limit },
    { name: "requests of a first visit to /", value: home.requests, unit: "requests", limit: least },
    { name: "requests of a first visit to the form page", value: form.requests, unit: "requests", limit: least },
  ];
}

/** Everything that is asked for until nothing has been asked for a while: a live page's stream never ends. */
async function weightOf(page: Page, address: string): Promise<Weight> {
  const bodies: Promise<number>[] = [];
  let last = performance.now();
  let requests = 0;
  page.on("request", () => {
    requests += 1;
    last = performance.now();
  });
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      bodies.push(response.body().then((body) => gzipSync(body).length / 1000));
  });
  await page.goto(address);
  while (performance.now() - last < quietMs) await pause(100);
  return { script: (await Promise.all(bodies)).reduce((sum, size) => sum + size, 0), requests };
}
