import { expect, type Page } from "@playwright/test";
import { visit } from "./journey.ts";

/** From one page of an order to the next. */
export async function next(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Continue" }).click();
  await onPage(page, title);
}

export async function onPage(page: Page, title: string): Promise<void> {
  await expect(page.getByRole("heading", { name: `${title}, step` })).toBeAttached();
}

/** Opens an offering and answers where it is wanted. */
export async function begin(page: Page, offering: string, environment: string): Promise<void> {
  await visit(page, `/catalog/${offering}`);
  await page.getByLabel("Environment").selectOption({ label: environment });
}

/** Orders on the last page and answers the request's number. */
export async function placeOrder(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Order", exact: true }).click();
  await page.waitForURL(/\/requests\/REQ-\d+$/);
  return page.url().split("/").at(-1) ?? "";
}

export const plan = (page: Page) => page.getByRole("region", { name: "What will happen" });

/** The request's state, as the top of its page says it. */
export const stateOf = (page: Page) => page.locator("main header").getByRole("status");

/** A step of a request by its title. */
export const stepOf = (page: Page, title: string) =>
  page
    .getByRole("list", { name: "Steps" })
    .getByRole("listitem")
    .filter({ has: page.getByText(title, { exact: true }) });

/** Opens a step that is closed. */
export async function openStep(page: Page, title: string): Promise<void> {
  const button = stepOf(page, title).getByRole("heading").getByRole("button");
  // It may open by itself between the look and the click, which then closes it.
  await expect(async () => {
    if ((await button.getAttribute("aria-expanded")) !== "true") await button.click();
    await expect(button).toHaveAttribute("aria-expanded", "true", { timeout: 500 });
  }).toPass({ timeout: 15_000 });
}

/** The value of an output beside the request. */
export const outputOf = (page: Page, title: string) =>
  page
    .getByRole("complementary", { name: "About this request" })
    .locator("dl > div")
    .filter({ has: page.getByText(title, { exact: true }) })
    .locator("dd")
    .first();
