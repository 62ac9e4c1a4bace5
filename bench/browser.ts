import path from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { signIn } from "#tests/journeys/journey.ts";
import type { User } from "#tests/journeys/rest.ts";
import { findBrowser } from "#scripts/start/browser.ts";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(path.dirname(import.meta.dirname)), args: flags });
}

/** A browser with an empty cache in which somebody of team checkout is signed in. */
export const developer = (browser: Browser, url: string) => signedIn(browser, url, "developer");

export async function signedIn(
  browser: Browser,
  url: string,
  user: User,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await signIn(page, user);
  return { context, page };
}
