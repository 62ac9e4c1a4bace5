import { expectAccessible } from "./axe.ts";
import { expect, test, unique } from "./journey.ts";
import { begin, next, outputOf, placeOrder, stateOf, stepOf } from "./order-form.ts";

test("a deployment file is proposed, looked over and merged; the request goes on by itself and shows the commit", async ({
  signedIn,
  sandbox,
}) => {
  const name = unique("cart");
  const page = await signedIn("developer");
  await begin(page, "deployment-configuration", "Production");
  await next(page, "Service");
  await page.getByLabel("Service", { exact: true }).fill(name);
  await page.getByLabel("Image", { exact: true }).fill("registry.shop.example/cart:2.0.0");
  await next(page, "Settings");
  await page.getByLabel("Remark for the reviewers").fill("Asked for by @kim: fixes #12");
  await next(page, "Review");
  await placeOrder(page);

  const proposal = stepOf(page, "Propose the deployment file");
  const open = proposal.getByRole("link", { name: /^Open acme\/deployments#\d+/ });
  await expect(open).toBeVisible();
  await expect(proposal).toContainText(/waiting on acme\/deployments#\d+/);
  const [pull] = await Promise.all([page.waitForEvent("popup"), open.click()]);
  await expect(pull.getByRole("heading", { level: 1 })).toHaveText(`Deploy ${name} to prod`);
  await expect(pull.getByText(`prod/${name}.yaml`)).toBeVisible();
  await expect(pull.getByText("acme/compute")).toBeVisible();
  await expectAccessible(pull);
  await pull.getByRole("button", { name: "Merge it" }).click();
  await expect(pull.getByText("It is in main since")).toBeVisible();

  await expect(stateOf(page)).toHaveText("Completed", { timeout: 30_000 });
  await expect(outputOf(page, "Commit")).toHaveText(/^[0-9a-f]{40}$/);
  await expect(outputOf(page, "Pull request")).toContainText("/acme/deployments/pull/");
  const [opened] = (await sandbox.received("github", name)).filter(({ path }) => path.endsWith("/pulls"));
  expect(String(opened?.body?.["body"])).not.toMatch(/@kim|#12/);
});
