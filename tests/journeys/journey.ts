import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  test as base,
} from "@playwright/test";
import { randomBytes } from "node:crypto";
import { Rest, type User } from "./rest.ts";
import { Sandbox } from "./sandbox.ts";

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** A browser of their own for somebody who is signed in. */
type SignedIn = (user: User, options?: BrowserContextOptions) => Promise<Page>;

interface Journey {
  signedIn: SignedIn;
  /** A browser of nobody yet. */
  stranger: (options?: BrowserContextOptions) => Promise<Page>;
  rest: (user: User) => Rest;
  sandbox: Sandbox;
  /** Sentences of the browser's console that this journey provokes. */
  provoked: RegExp[];
}

interface Shared {
  sessions: Map<User, State>;
}

export const test = base.extend<Journey, Shared>({
  sessions: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
    async ({}, use) => use(new Map()),
    { scope: "worker" },
  ],
  provoked: [[], { option: true }],
  stranger: async ({ browser, baseURL, provoked }, use) => {
    const opened: Opened[] = [];
    await use((options) => open(browser, opened, { ...options, baseURL: baseURL ?? "" }));
    await closeAll(opened, provoked);
  },
  signedIn: async ({ stranger, sessions }, use) => {
    await use(async (user, options) => {
      const known = sessions.get(user);
      if (known) return stranger({ ...options, storageState: known });
      const page = await stranger(options);
      await signIn(page, user);
      sessions.set(user, await page.context().storageState());
      return page;
    });
  },
  rest: async ({ baseURL, playwright }, use) => {
    const request = await playwright.request.newContext({ baseURL: baseURL ?? "" });
    await use((user) => new Rest(request, user));
    await request.dispose();
  },
  sandbox: async ({ baseURL, playwright }, use) => {
    const address = new URL(baseURL ?? "");
    address.port = String(Number(address.port) + 1);
    const request = await playwright.request.newContext({ baseURL: address.origin });
    await use(new Sandbox(request));
    await request.dispose();
  },
});

export { expect } from "@playwright/test";

export async function signIn(page: Page, user: User): Promise<void> {
  await visit(page, "/signin");
  await page.getByRole("button", { name: `Demo ${user}` }).click();
  await page.getByRole("heading", { name: "What do you need?" }).waitFor();
}

/** A name that no other order has: what lies outside knows a name only once. */
export function unique(name: string): string {
  return `${name}-${randomBytes(3).toString("hex")}`;
}

interface Opened {
  context: BrowserContext;
  troubles: string[];
}

async function open(
  browser: Browser,
  opened: Opened[],
  options: BrowserContextOptions & { baseURL: string },
): Promise<Page> {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"], ...options });
  const troubles: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") troubles.push(`The console of ${message.page()?.url()} says: ${message.text()}`);
  });
  context.on("weberror", (error) =>
    troubles.push(`A script failed at ${error.page()?.url()}: ${error.error().message}`),
  );
  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && !["localhost", "127.0.0.1"].includes(hostname))
      troubles.push(`Another host was asked: ${request.url()}`);
  });
  opened.push({ context, troubles });
  return context.newPage();
}

/** Whatever a journey is about, no page may complain or ask anybody else. */
async function closeAll(opened: readonly Opened[], provoked: readonly RegExp[]): Promise<void> {
  await Promise.all(opened.map(({ context }) => context.close()));
  const troubles = opened.flatMap((each) => each.troubles).filter((text) => !provoked.some((one) => one.test(text)));
  if (troubles.length > 0) throw new Error(troubles.join("\n"));
}

/**
 * Opens an address and waits until its controls answer: what the server drew can be seen before its script is there, and
 * a machine types sooner than any person.
 */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await answers(page);
}

export async function visitAgain(page: Page): Promise<void> {
  await page.reload();
  await answers(page);
}

async function answers(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const controls = [...document.querySelectorAll("main h1, main button, main input, main select, main a")];
    const known = (element: Element) => Object.keys(element).some((key) => key.startsWith("__reactProps$"));
    return document.querySelector("main h1") !== null && controls.every(known);
  });
}
