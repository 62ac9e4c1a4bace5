import { expect, test, visit } from "./journey.ts";

test("an author checks an offering against the outside on its page, and who does not keep it is not offered to", async ({
  signedIn,
}) => {
  const page = await signedIn("author");
  await visit(page, "/catalog/postgresql");
  const panel = page.getByRole("region", { name: "Checked against the outside" });
  await panel.getByRole("button", { name: "Check against the outside" }).click();
  await expect(panel).toContainText("All that its steps name is there.");
  await panel.getByText("Show what was asked").click();
  await expect(panel.getByRole("img", { name: "Fine" }).first()).toBeVisible();
  await expect(panel.getByRole("button", { name: "Check again" })).toBeEnabled();

  const other = await signedIn("developer");
  await visit(other, "/catalog/postgresql");
  await expect(other.getByRole("region", { name: "What will happen" })).toBeVisible();
  await expect(other.getByRole("button", { name: "Check against the outside" })).toHaveCount(0);
});

test("an admin tests a connection and reads who it signs in as", async ({ signedIn }) => {
  const page = await signedIn("admin");
  await visit(page, "/settings/connections");
  await page.getByRole("button", { name: "Test connection github" }).click();
  await expect(page.getByText("Signed in as pao-bot.")).toBeVisible();
  await page.getByRole("button", { name: "Test connection jira" }).click();
  await expect(page.getByText("Signed in as PAO.")).toBeVisible();
});
