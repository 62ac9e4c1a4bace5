import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium, type Page, request } from "@playwright/test";
import { begin, next, onPage, plan, stepOf } from "#tests/journeys/order-form.ts";
import { signIn, visit } from "#tests/journeys/journey.ts";
import { startPao } from "#tests/journeys/pao.ts";
import { openDesk, preview, problems } from "#tests/journeys/studio-desk.ts";
import { type Order, Rest } from "#tests/journeys/rest.ts";
import { findBrowser } from "./start/browser.ts";
import { say } from "./start/console.ts";

/** Takes the README's pictures of a PAO that was just started and used: nothing in them is drawn by hand. */
const root = path.dirname(import.meta.dirname);
const folder = path.join(root, "docs/pictures");
const port = Number(process.env["PAO_TEST_PORT"] ?? 4600) + 20;

const orders: readonly Order[] = [
  { offering: "message-queue", inputs: { name: "orders-created" } },
  {
    offering: "message-queue",
    environment: "prod",
    inputs: { name: "payments-settled", kind: "ordered", orderBy: "orderId" },
  },
  { offering: "object-bucket", inputs: { name: "checkout-receipts", region: "eu-central", class: "internal" } },
  {
    offering: "object-bucket",
    environment: "prod",
    inputs: { name: "checkout-invoices", region: "eu-west", class: "confidential", dataOwner: "finance@shop.example" },
  },
  {
    offering: "public-hostname",
    environment: "test",
    inputs: { label: "checkout-test", target: "checkout.internal.example", healthPath: "/healthz" },
  },
  {
    offering: "service-account",
    inputs: {
      name: "svc-checkout-worker",
      purpose: "Reads the price lists of the shop.",
      rights: ["read-buckets"],
      days: 90,
    },
  },
  {
    offering: "data-access",
    environment: "prod",
    inputs: {
      dataset: "sales.orders",
      application: "checkout-report",
      rights: "read",
      purpose: "Monthly report for the finance team.",
      personal: false,
    },
  },
  {
    offering: "postgresql",
    environment: "test",
    inputs: {
      name: "orders-db",
      version: "18",
      size: "medium",
      storage: 100,
      replica: false,
      backupDays: 14,
      costCenter: "4711",
    },
  },
];
const shown: Order = {
  offering: "public-hostname",
  environment: "prod",
  inputs: { label: "checkout", target: "checkout.internal.example", healthPath: "/healthz" },
};

interface Look {
  theme: "light" | "dark";
  phone?: boolean;
}

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

async function take(page: Page, name: string, { theme, phone: small = false }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await page.setViewportSize(small ? phone : desk);
  const file = `${name}-${small ? "phone-" : ""}${theme}.png`;
  await page.screenshot({ path: path.join(folder, file), animations: "disabled", caret: "hide" });
  await page.setViewportSize(desk);
  say(`docs/pictures/${file}`);
}

async function takeCatalog(page: Page): Promise<void> {
  await visit(page, "/");
  for (const look of [{ theme: "light" }, { theme: "dark" }, { theme: "light", phone: true }] as const)
    await take(page, "catalog", look);
}

async function takeOrder(page: Page): Promise<void> {
  await begin(page, "postgresql", "Production");
  await next(page, "Sizing");
  await page.getByLabel("Name", { exact: true }).fill("orders-db");
  await page.getByText("4 vCPU, 16 GiB").click();
  await page.getByLabel("Storage").fill("200");
  await next(page, "Availability");
  await page.getByRole("switch", { name: "Read replica" }).click();
  await page.getByLabel("Replica zone").selectOption("zone-b");
  await next(page, "Access");
  await page.getByLabel("Cost center").fill("4711");
  await page.getByRole("button", { name: "Availability" }).click();
  await onPage(page, "Availability");
  await plan(page).getByText("You may order this").waitFor();
  for (const look of [{ theme: "light" }, { theme: "dark" }] as const) await take(page, "order", look);
}

async function takeRequest(page: Page, number: string): Promise<void> {
  await visit(page, `/requests/${number}`);
  await stepOf(page, "Open the edge firewall")
    .getByRole("link", { name: /^Open NET-/ })
    .waitFor();
  await stepOf(page, "Create the name and its certificate").getByRole("heading").getByRole("button").click();
  await page.getByRole("log").first().waitFor();
  for (const look of [{ theme: "light" }, { theme: "dark" }, { theme: "light", phone: true }] as const)
    await take(page, "request", look);
}

async function takeRequests(page: Page): Promise<void> {
  await visit(page, "/requests");
  await take(page, "requests", { theme: "light" });
}

/** A document being written, with a slip of the pen that the check has found. */
async function takeStudio(browser: Browser, url: string): Promise<void> {
  const author = new Rest(await request.newContext({ baseURL: url }), "author");
  const { source }: { source: string } = await (await author.get("/catalog/postgresql")).json();
  await author.post("/drafts", {
    offering: "postgresql",
    source: source.replace("inputs.size }} |", "inputs.siez }} |"),
  });
  const page = await browser.newPage({ baseURL: url, viewport: desk });
  await signIn(page, "author");
  await openDesk(page, "postgresql");
  await problems(page)
    .getByRole("button", { name: /^Go to line/ })
    .first()
    .click();
  await preview(page).getByRole("combobox", { name: "Environment" }).selectOption("prod");
  await preview(page).getByLabel("Name", { exact: true }).fill("orders-db");
  await take(page, "studio", { theme: "light" });
  await take(page, "studio", { theme: "light", phone: true });
  await problems(page).getByRole("button", { name: "Fix" }).click();
  await problems(page).getByText("No problems.").waitFor();
  await page.getByText(/^saved \d+ s ago$/).waitFor();
  await preview(page).getByRole("tab", { name: "As Jira ticket" }).click();
  await take(page, "studio", { theme: "dark" });
}

async function takeAll(browser: Browser, url: string): Promise<void> {
  const developer = new Rest(await request.newContext({ baseURL: url }), "developer");
  const numbers: string[] = [];
  for (const order of orders) numbers.push(await developer.order(order));
  for (const number of numbers.slice(0, 6)) await developer.reaches(number, "completed");
  const number = await developer.order(shown);
  const page = await browser.newPage({ baseURL: url, viewport: desk });
  await signIn(page, "developer");
  await takeOrder(page);
  await takeRequest(page, number);
  await takeRequests(page);
  await takeCatalog(page);
  await takeStudio(browser, url);
}

mkdirSync(folder, { recursive: true });
const executablePath = await findBrowser(root);
const pao = await startPao(port);
try {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  await takeAll(browser, pao.url);
  await browser.close();
} finally {
  await pao.stop();
}
process.exit(0);
