import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit, visitAgain } from "./journey.ts";

test("what was ordered is found among the resources, with its outputs and what made it", async ({ signedIn, rest }) => {
  const name = unique("owned");
  const developer = rest("developer");
  const number = await developer.order({ offering: "message-queue", inputs: { name } });
  const bucket = await developer.order({ offering: "object-bucket", environment: "test", inputs: { name } });
  const { outputs } = await developer.reaches(number, "completed");
  await developer.reaches(bucket, "completed");
  const page = await signedIn("developer");
  await visit(page, "/");
  await page.getByRole("link", { name: "Resources" }).click();
  await page.getByRole("searchbox", { name: "Search resources" }).fill(name);
  const rows = page.getByRole("table").getByRole("link");
  await expect(rows).toHaveCount(2);
  await page.getByLabel("Environment").selectOption("dev");
  await expect(rows).toHaveCount(1);
  await visitAgain(page);
  await expect(page.getByLabel("Environment")).toHaveValue("dev");
  await rows.click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.locator("main header").getByRole("status")).toHaveText("Active");
  const beside = page.getByRole("complementary", { name: "About this resource" });
  for (const { value } of Object.values(outputs))
    if (typeof value === "string") await expect(beside).toContainText(value);
  await expect(page.getByRole("table")).toContainText(number);
  await page.getByRole("link", { name: "checkout", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Checkout", level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "Development" })).toContainText(name);
  await expect(page.getByRole("region", { name: "Test" })).toContainText(name);
  await expect(page.getByRole("region", { name: "Development" })).toContainText(String(outputs["endpoint"]?.value));
  await expect(page.getByRole("region", { name: "Recent requests" })).toBeVisible();
});

test("resources, one of them and a project are accessible", async ({ signedIn, rest }) => {
  test.setTimeout(120_000);
  const name = unique("seen");
  const developer = rest("developer");
  await developer.reaches(await developer.order({ offering: "message-queue", inputs: { name } }), "completed");
  const page = await signedIn("developer");
  await visit(page, `/resources?text=${name}`);
  await expect(page.getByRole("table")).toContainText(name);
  await expectAccessible(page);
  await page.getByRole("table").getByRole("link").click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expectAccessible(page);
  await visit(page, "/projects/checkout");
  await expect(page.getByRole("region", { name: "Recent requests" })).toBeVisible();
  await expectAccessible(page);
  await visit(page, "/resources?text=nothing-like-it");
  await expect(page.getByText("No resource fits")).toBeVisible();
  await expectAccessible(page);
});

test("another team's resource is not shown", async ({ signedIn, rest }) => {
  const name = unique("hidden");
  const number = await rest("developer").order({ offering: "message-queue", inputs: { name } });
  const { resource }: { resource: string } = await (await rest("developer").get(`/requests/${number}`)).json();
  expect((await rest("author").get(`/resources/${resource}`)).status()).toBe(403);
  const page = await signedIn("author");
  await visit(page, `/resources?text=${name}`);
  await expect(page.getByText("No resource fits")).toBeVisible();
});
