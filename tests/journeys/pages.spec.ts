import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit } from "./journey.ts";
import { begin, next, onPage, plan, stepOf } from "./order-form.ts";

test.describe("every page is accessible in light and dark, on a desk and on a phone:", () => {
  test.describe.configure({ timeout: 120_000 });

  test("signing in", async ({ stranger }) => {
    const page = await stranger();
    await visit(page, "/signin");
    await expect(page.getByRole("button", { name: "Demo admin" })).toBeVisible();
    await expectAccessible(page);
  });

  test("the catalog, found and not found", async ({ signedIn }) => {
    const page = await signedIn("developer");
    await visit(page, "/");
    await expect(page.getByRole("link", { name: /Public host name/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("searchbox").fill("mainframe");
    await expect(page.getByText("Nothing found for “mainframe”")).toBeVisible();
    await expectAccessible(page);
  });

  test("what was published of an offering", async ({ signedIn }) => {
    const page = await signedIn("developer");
    await visit(page, "/catalog/postgresql");
    await page.getByRole("link", { name: /^r\d+$/ }).click();
    await expect(page.getByRole("heading", { name: "Revisions" })).toBeVisible();
    await expect(page.getByText("The first one.")).toBeVisible();
    await expectAccessible(page);
  });

  test("an order with its mistakes, its plan and its review", async ({ signedIn }) => {
    const page = await signedIn("developer");
    await visit(page, "/catalog/postgresql");
    await page.getByText("Read about it").click();
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByLabel("Environment")).toBeFocused();
    await expectAccessible(page);
    await page.getByLabel("Environment").selectOption("dev");
    await next(page, "Sizing");
    await page.getByLabel("Name", { exact: true }).fill("No Good");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
    await expectAccessible(page);
  });

  test("an order that is ready", async ({ signedIn }) => {
    const page = await signedIn("developer");
    await begin(page, "postgresql", "Development");
    await next(page, "Sizing");
    await page.getByLabel("Name", { exact: true }).fill("orders-db");
    await page.getByText("8 vCPU").click();
    await next(page, "Availability");
    await page.getByRole("switch", { name: "Read replica" }).click();
    await page.getByLabel("Replica zone").selectOption("zone-a");
    await next(page, "Access");
    await page.getByRole("button", { name: "Add to Who connects" }).click();
    await page.getByLabel("Application").fill("checkout-api");
    await page.getByLabel("Cost center").fill("4711");
    await expectAccessible(page);
    await next(page, "Review");
    await plan(page).getByText("Exact payload").first().click();
    await expect(plan(page)).toContainText("Large databases are usually for production.");
    await expectAccessible(page);
  });

  test("a request that waits, one that failed with its exits, one that is done", async ({ signedIn, rest }) => {
    const developer = rest("developer");
    const inputs = {
      dataset: "sales.orders",
      application: unique("page"),
      rights: "read",
      purpose: "A look at every page.",
      personal: false,
    };
    const waiting = await developer.order({ offering: "data-access", inputs });
    const done = await developer.order({ offering: "message-queue", inputs: { name: unique("page") } });
    const page = await signedIn("developer");
    await visit(page, `/requests/${done}`);
    await expect(page.getByText("The order is fulfilled")).toBeVisible();
    await stepOf(page, "Create the queue").getByRole("heading").getByRole("button").click();
    await expect(page.getByRole("log")).toBeVisible();
    await expectAccessible(page);

    const author = await signedIn("author");
    await visit(author, "/inbox");
    await expect(author.getByText(waiting)).toBeVisible();
    await expectAccessible(author);
    await visit(author, `/requests/${waiting}`);
    await author.getByRole("button", { name: "Mark as done" }).click();
    await expect(author.getByLabel("Login")).toBeFocused();
    await expectAccessible(author);

    await rest("author").post(`/requests/${waiting}/steps/grant/refuse`, { note: "Not for looking." });
    await visit(author, `/requests/${waiting}`);
    await author.getByRole("button", { name: "I did it by hand" }).click();
    await expect(author.getByRole("dialog")).toBeVisible();
    await expectAccessible(author);
    await author.keyboard.press("Escape");
    await expect(author.getByRole("dialog")).toBeHidden();
    await expectAccessible(author);
  });

  test("the history, the empty inbox and what is not there", async ({ signedIn, provoked }) => {
    provoked.push(/404 \(Not Found\)/);
    const page = await signedIn("developer");
    await visit(page, "/requests?scope=all&environment=test");
    await expect(page.getByRole("combobox", { name: "Offering" })).toBeVisible();
    await expectAccessible(page);
    await visit(page, "/requests?text=nothing-like-it");
    await expect(page.getByText("No request fits")).toBeVisible();
    await expectAccessible(page);
    await visit(page, "/inbox");
    await expect(page.getByText("Nothing waits on your teams")).toBeVisible();
    await expectAccessible(page);
    await visit(page, "/requests/REQ-999999");
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await expectAccessible(page);
  });

  test("connections and their form", async ({ signedIn }) => {
    const page = await signedIn("admin");
    await visit(page, "/settings/connections");
    await expect(page.getByRole("heading", { name: /platform/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Add a connection" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
    await expectAccessible(page);
  });

  test("the palette and the menus", async ({ signedIn }) => {
    const page = await signedIn("developer");
    await visit(page, "/inbox");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("option").nth(3)).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "Open menu" }).click();
    await expect(page.getByRole("dialog", { name: "Menu" }).getByRole("link", { name: "Requests" })).toBeVisible();
    await expectAccessible(page);
  });
});

test("an order is placed with the keyboard alone", async ({ signedIn }) => {
  const name = unique("keys");
  const page = await signedIn("developer");
  await visit(page, "/");
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await expect(page.getByRole("link", { name: /Object storage bucket/ })).toBeVisible();
  await press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("bucket");
  await expect(page.getByRole("list", { name: "Offerings" }).getByRole("listitem")).toHaveCount(1);
  await tabTo(page, page.getByRole("link", { name: /Object storage bucket/ }));
  await press("Enter");
  await expect(page.getByRole("heading", { name: "Object storage bucket" })).toBeVisible();
  await tabTo(page, page.getByLabel("Environment"));
  await page.keyboard.type("Dev");
  await press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Continue" }));
  await press("Enter");
  await onPage(page, "Details");
  await tabTo(page, page.getByLabel("Bucket name"));
  await page.keyboard.type(name);
  await press("Enter");
  await onPage(page, "Review");
  const order = page.getByRole("button", { name: "Order", exact: true });
  await expect(order).toBeEnabled();
  await tabTo(page, order);
  await press("Enter");
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.locator("main header").getByRole("status")).toHaveText("Completed");
});

/** Goes on by Tab until it is there, as somebody without a mouse does. */
async function tabTo(page: Page, wanted: ReturnType<Page["locator"]>): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < 40; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toBeFocused();
}
