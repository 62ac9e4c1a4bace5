import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test, unique, visit, visitAgain } from "./journey.ts";

const bucket = (name: string) => ({
  offering: "object-bucket",
  inputs: { name, region: "eu-west", class: "internal" },
});
const rows = (page: Page) =>
  page
    .getByRole("table")
    .getByRole("row")
    .filter({ hasNot: page.getByRole("columnheader") });

test("requests are found by filters that stand in the address", async ({ signedIn, rest }) => {
  const name = unique("found");
  const developer = rest("developer");
  await developer.order({ ...bucket(name), environment: "test" });
  await developer.order({ offering: "message-queue", inputs: { name }, environment: "prod" });
  const page = await signedIn("developer");
  await visit(page, "/requests");
  await page.getByRole("searchbox", { name: "Search requests" }).fill(name);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByLabel("Offering").selectOption("object-bucket");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("checkout · test");
  await expect(page).toHaveURL(new RegExp(`offering=object-bucket.*text=${name}|text=${name}.*offering=object-bucket`));

  await visitAgain(page);
  await expect(page.getByLabel("Offering")).toHaveValue("object-bucket");
  await expect(rows(page)).toHaveCount(1);
  await page.getByLabel("Environment").selectOption("dev");
  await expect(page.getByText("No request fits")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(page).toHaveURL(/\/requests$/);
  await expect(rows(page).first()).toBeVisible();
});

test("the newest stand first, and older ones are fetched page by page", async ({ signedIn, rest }) => {
  const name = unique("many");
  const developer = rest("developer");
  for (let at = 0; at < 52; at += 1) await developer.order(bucket(`${name}-${at}`));
  const page = await signedIn("developer");
  await visit(page, `/requests?text=${name}`);
  await expect(rows(page)).toHaveCount(50);
  await expect(rows(page).first()).toContainText(`${name}-51`);
  await page.getByRole("button", { name: "Show older" }).click();
  await expect(rows(page)).toHaveCount(52);
  await expect(rows(page).last()).toContainText(`${name}-0`);
  await expect(page.getByRole("button", { name: "Show older" })).toHaveCount(0);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split(/\r?\n/);
  expect(lines).toHaveLength(53);
  expect(lines[0]).toMatch(/^number,title,offering,/);
  expect(lines[1]).toContain(`,${name}-51,object-bucket,`);
});

test("everybody sees what is theirs: a manager all, an author what their team fulfils", async ({ signedIn, rest }) => {
  const name = unique("scoped");
  await rest("developer").order(bucket(name));
  const queue = await rest("developer").order({ offering: "message-queue", inputs: { name } });
  const manager = await signedIn("manager");
  await visit(manager, `/requests?text=${name}`);
  await expect(rows(manager)).toHaveCount(2);
  await manager.getByRole("button", { name: "Mine" }).click();
  await expect(manager.getByText("No request fits")).toBeVisible();
  await expect(manager).toHaveURL(/scope=mine/);

  const author = await signedIn("author");
  await visit(author, `/requests?scope=all&text=${name}`);
  await expect(rows(author)).toHaveCount(1);
  await expect(rows(author)).toContainText("Object storage bucket");
  await visit(author, `/requests/${queue}`);
  await expect(author.getByRole("main")).not.toContainText(name);
  expect((await rest("author").get(`/requests/${queue}`)).status()).toBeGreaterThanOrEqual(403);
  await expect((await rest("author").get(`/requests/${queue}`)).text()).resolves.not.toContain(name);

  const developer = await signedIn("developer");
  await visit(developer, `/requests?text=${name}`);
  await developer.getByRole("button", { name: "My teams’" }).click();
  await expect(developer).toHaveURL(/scope=teams/);
  await expect(rows(developer)).toHaveCount(2);
});

test("who has ordered nothing is told where to begin", async ({ signedIn }) => {
  const page = await signedIn("approver");
  await visit(page, "/requests");
  await expect(page.getByText("You have not ordered anything yet")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Open the catalog" }).click();
  await expect(page.getByRole("heading", { name: "What do you need?" })).toBeVisible();
});

test("an order is repeated from its page with its answers", async ({ signedIn, rest }) => {
  const name = unique("again");
  const number = await rest("developer").order({ ...bucket(name), environment: "test" });
  const page = await signedIn("developer");
  await visit(page, `/requests/${number}`);
  await page.getByRole("link", { name: "Order again" }).click();
  await expect(page.getByLabel("Environment")).toHaveValue("test");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Bucket name")).toHaveValue(name);
  await expect(page.getByLabel("Region").locator("option:checked")).toHaveText("Dublin");
});
