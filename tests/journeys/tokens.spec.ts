import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit, visitAgain } from "./journey.ts";

test("a token is made for a team, shown once, lets a program in, and is revoked", async ({ signedIn, request }) => {
  const name = unique("pipeline");
  const page = await signedIn("developer");
  await visit(page, "/settings/tokens");
  await page.getByRole("button", { name: "Make a token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make it" }).click();
  await expect(dialog.getByText("Say what it is for.")).toBeVisible();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Acts for", { exact: true }).selectOption("Checkout");
  await dialog.getByRole("checkbox", { name: /^Order/ }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Make it" }).click();
  const token = (await dialog.getByText(/^pao_[0-9a-f]{48}$/).textContent()) ?? "";
  await dialog.getByRole("button", { name: "Done" }).click();
  const made = page.getByRole("listitem").filter({ hasText: name });
  await expect(made).toContainText(/Checkout.*Read.*Order.*never used/);
  const headers = { authorization: `Bearer ${token}` };
  expect(await (await request.get("/api/v1/me", { headers })).json()).toMatchObject({
    kind: "token",
    name,
  });
  await visitAgain(page);
  await expect(made).toContainText("used");
  await expect(made).not.toContainText("never used");
  expect(await page.content()).not.toContain(token);
  await expectAccessible(page);
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("button", { name: "Revoke the token" }).click();
  await expect(made).toHaveCount(0);
  expect((await request.get("/api/v1/me", { headers })).status()).toBe(401);
});
