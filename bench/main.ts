import type { Browser } from "@playwright/test";
import { endWithParent } from "#lib/process.ts";
import { freePair } from "#scripts/start/checks.ts";
import { complain, during, say } from "#scripts/start/console.ts";
import { openBrowser } from "./browser.ts";
import { catalog } from "./catalog.ts";
import { check } from "./check.ts";
import { type EmptyNext, serveEmptyNext } from "./empty-next.ts";
import { type Figure, headline, isFarOff, lineOf } from "./figure.ts";
import { firstStep } from "./first-step.ts";
import { javascript } from "./javascript.ts";
import { killed } from "./killed.ts";
import { keystroke } from "./keystroke.ts";
import { live } from "./live.ts";
import { loadNow, machine } from "./machine.ts";
import { memory } from "./memory.ts";
import { orders } from "./orders.ts";
import { makePlace, removePlace, type Running } from "./pao.ts";
import { preview } from "./preview.ts";
import { ready } from "./ready.ts";
import { openStepsPlace, type StepsPlace } from "./steps-place.ts";
import { steps } from "./steps.ts";
import { webhook } from "./webhook.ts";

/** `npm run bench`: every figure in turn. `npm run bench -- quick` takes a tenth of the samples. */
const share = process.argv.includes("quick") ? 0.1 : 1;
const samples = (count: number) => Math.ceil(count * share);
const longestMs = 15 * 60_000;

const place = makePlace();
let running: Running | undefined;
let empty: EmptyNext | undefined;
let browser: Browser | undefined;
let called: StepsPlace | undefined;

async function end(): Promise<void> {
  await called?.close();
  await browser?.close();
  await empty?.stop();
  await running?.stop();
  await removePlace(place);
}

endWithParent(end, 20_000);
const tooLong = setTimeout(() => {
  complain("The measurements take too long and are broken off.");
  void end().finally(() => process.exit(1));
}, longestMs);

async function measure(): Promise<Figure[]> {
  const port = await freePair(4700);
  const figures: Figure[] = [];
  const show = async (title: string, work: Promise<Figure[]>) => figures.push(...(await during(title, work)));
  empty = await during("An empty Next.js page", serveEmptyNext(await freePair(port + 2)));
  browser = await openBrowser();
  const page = empty;
  await show(
    "Starts with nothing changed",
    ready(place, port, samples(5), page).then((started) => {
      running = started.running;
      return started.figures;
    }),
  );
  await show("Check of a document", check(samples(200)));
  if (!running) return figures;
  const pao = running;
  await show("JavaScript", javascript(pao, page, browser));
  figures.push(...(await memory(pao, page, "at rest")));
  await show("Order to first step", firstStep(pao, samples(100)));
  await show("Step change to DOM", live(pao, browser, samples(20)));
  await show("Webhook to DOM", webhook(pao, browser, samples(50)));
  await show("Key to paint", keystroke(pao, browser, samples(100)));
  await show("Key to preview", preview(pao, browser, samples(100)));
  await show("Orders", orders(pao, samples(500)));
  figures.push(...(await memory(pao, page, `after ${samples(500)} orders`)));
  await show("Catalog", catalog(pao, browser, samples(500)));
  called = await openStepsPlace(place, pao.databaseUrl);
  await show("An engine is killed", killed(called, samples(6)));
  await show("Steps", steps(called, samples(1000)));
  return figures;
}

try {
  const measuredOn = machine();
  const figures = await measure();
  say(`\n${measuredOn}\n\n${headline}`);
  for (const figure of figures) say(lineOf(figure));
  say(`\nAt the end ${loadNow()}.`);
  const far = figures.filter(isFarOff);
  for (const { name } of far) complain(`${name}: ten times its aim or more.`);
  process.exitCode = far.length > 0 ? 1 : 0;
} catch (error) {
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
} finally {
  clearTimeout(tooLong);
  await end();
}
process.exit();
