import { spawnSync } from "node:child_process";
import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit } from "./journey.ts";

const hasTerraform = spawnSync("terraform", ["version"], { stdio: "ignore" }).status === 0;

test("what Terraform made is shown, confirmed by its name, and gone", async ({ signedIn, rest }) => {
  test.skip(!hasTerraform, "There is no Terraform here.");
  test.setTimeout(120_000);
  const name = unique("cache");
  const developer = rest("developer");
  const made = await developer.order({ offering: "redis-cache", inputs: { name } });
  await developer.reaches(made, "completed");
  const { resource }: { resource: string } = await (await developer.get(`/requests/${made}`)).json();
  const page = await signedIn("developer");
  await visit(page, `/resources/${resource}`);
  await page.getByRole("link", { name: "Retire" }).click();
  await expect(page.getByText("Nothing is destroyed before you have seen what.")).toBeVisible();
  await page.getByRole("button", { name: "Retire" }).click();
  const task = page.getByRole("region", { name: "Task" });
  await expect(task.getByRole("region", { name: "What is removed" })).toContainText("terraform_data.");
  await expectAccessible(page);
  await page.getByLabel("Name of what is removed").fill("another");
  await page.getByRole("button", { name: "Remove for good" }).click();
  await expect(page.getByText(`This is not its name: type “${name}”, exactly so.`)).toBeVisible();
  await page.getByLabel("Name of what is removed").fill(name);
  await page.getByRole("button", { name: "Remove for good" }).click();
  await expect(page.locator("main header").getByRole("status")).toHaveText("Completed");
  await visit(page, `/resources/${resource}`);
  await expect(page.locator("main header").getByRole("status")).toHaveText("Retired");
});

test("who keeps it after all may have it planned and asked again", async ({ signedIn, rest }) => {
  test.skip(!hasTerraform, "There is no Terraform here.");
  test.setTimeout(120_000);
  const name = unique("kept");
  const developer = rest("developer");
  const made = await developer.order({ offering: "redis-cache", inputs: { name } });
  await developer.reaches(made, "completed");
  const { resource }: { resource: string } = await (await developer.get(`/requests/${made}`)).json();
  const number = await developer.order({ offering: "redis-cache", inputs: {}, operation: "retire", resource });
  const page = await signedIn("developer");
  await visit(page, `/requests/${number}`);
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByLabel("Why it is kept").fill("Still in use");
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByRole("button", { name: "Retry" }).click();
  await page.getByLabel("Start again from").selectOption("Plan the removal");
  const again = page.getByRole("dialog").getByRole("listitem");
  await expect(again).toHaveText(["Plan the removal", `Confirm the removal of ${name}`]);
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Retry" }).click();
  await expect(page.getByRole("button", { name: "Remove for good" })).toBeVisible();
  await expect(page.getByText("starting with Plan the removal")).toBeVisible();
});
