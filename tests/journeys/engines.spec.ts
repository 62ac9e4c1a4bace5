import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit } from "./journey.ts";

test("an admin sees the engines that run and what they can do; others are told who may", async ({ signedIn }) => {
  const page = await signedIn("admin");
  await visit(page, "/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Engines" }).click();
  await expect(page.getByRole("heading", { name: "Engines" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "1 engine is alive" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Can run" })).toContainText("jira-issue");
  await expectAccessible(page);
  const developer = await signedIn("developer");
  await visit(developer, "/settings/engines");
  await expect(developer.getByText("Only an admin may see the engines.")).toBeVisible();
  await expect(developer.getByRole("link", { name: "Engines" })).toHaveCount(0);
});

test("an admin sets what an outside takes, and is told at its field what is no limit", async ({ signedIn }) => {
  const name = unique("partner");
  const page = await signedIn("admin");
  await visit(page, "/settings/connections");
  await page.getByRole("button", { name: "Add a connection" }).click();
  const adding = page.getByRole("dialog", { name: "Add a connection" });
  await adding.getByLabel("Kind").selectOption("http");
  await adding.getByLabel("Name").fill(name);
  await adding.getByLabel("Base URL").fill("https://partner.example.com");
  await adding.getByLabel("Steps at once").fill("many");
  await adding.getByLabel("Turns a minute").fill("60");
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await expect(adding.getByText("A whole number from 1 to 1000")).toBeVisible();
  await adding.getByLabel("Steps at once").fill("2");
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  const row = page.getByRole("listitem").filter({ hasText: name });
  await expect(row).toContainText("At most 2 at once, 60 a minute");
});
