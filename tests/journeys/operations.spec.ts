import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit } from "./journey.ts";
import { next, openStep, plan, stateOf } from "./order-form.ts";
import type { Order, Rest } from "./rest.ts";

/** What came of an order, once it is there. */
async function made(developer: Rest, order: Order): Promise<string> {
  const number = await developer.order(order);
  await developer.reaches(number, "completed");
  const { resource }: { resource: string } = await (await developer.get(`/requests/${number}`)).json();
  return resource;
}

/** Presses the last button of an operation and answers the request's number. */
async function orderIt(page: Page, title: string): Promise<string> {
  await page.getByRole("button", { name: title, exact: true }).click();
  await page.waitForURL(/\/requests\/REQ-\d+$/);
  return page.url().split("/").at(-1) ?? "";
}

const doable = (page: Page) => page.getByRole("group", { name: "What can be done to it" });

test("a resource is changed beginning with what it is, and retired by typing its name", async ({ signedIn, rest }) => {
  test.setTimeout(120_000);
  const name = unique("changed");
  const inputs = { name, retention: 9, attempts: 7 };
  const resource = await made(rest("developer"), { offering: "message-queue", inputs });
  const page = await signedIn("developer");
  await visit(page, `/resources/${resource}`);
  await doable(page).getByRole("link", { name: "Adjust" }).click();
  await expect(page.getByRole("heading", { name: "Adjust", level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "About this operation" })).toContainText("Checkout · Development");
  await expect(page.getByLabel("Keep messages for")).toHaveValue("9");
  await expect(page.getByLabel("Attempts before a message is set aside")).toHaveValue("7");
  await expect(plan(page)).toContainText("Change the queue");
  await expectAccessible(page);
  await page.getByLabel("Keep messages for").fill("3");
  await next(page, "Review");
  await expect(page.getByRole("region", { name: "Limits" })).toContainText("3 days · was 9 days");
  const changed = await orderIt(page, "Adjust");
  await expect(stateOf(page)).toHaveText("Completed");
  await page.getByRole("link", { name: "Resource", exact: true }).click();
  await expect(page.getByRole("table")).toContainText("Adjust");
  await expect(page.getByRole("table")).toContainText(changed);
  await visit(page, `/resources/${resource}/adjust`);
  await expect(page.getByLabel("Keep messages for")).toHaveValue("3");
  await visit(page, `/resources/${resource}/retire`);
  const retire = page.getByRole("button", { name: "Retire", exact: true });
  await expect(plan(page)).toContainText("Delete the queue");
  await expect(retire).toBeDisabled();
  await page.getByLabel(`Type ${name} to confirm`).fill(name.slice(0, -1));
  await expect(retire).toBeDisabled();
  await page.getByLabel(`Type ${name} to confirm`).fill(name);
  await expectAccessible(page);
  await orderIt(page, "Retire");
  await expect(stateOf(page)).toHaveText("Completed");
  await visit(page, `/resources/${resource}`);
  await expect(page.locator("main header").getByRole("status")).toHaveText("Retired");
  for (const title of ["Adjust", "Retire"])
    await expect(doable(page).getByRole("button", { name: title })).toBeDisabled();
  await expect(doable(page)).toContainText("is retired: nothing can be done to it");
});

test("who comes second is told which request works on the resource, and whose it is", async ({
  signedIn,
  rest,
  sandbox,
}) => {
  const name = unique("busy");
  const developer = rest("developer");
  const resource = await made(developer, { offering: "message-queue", inputs: { name } });
  const page = await signedIn("developer");
  await visit(page, `/resources/${resource}/adjust`);
  await next(page, "Review");
  // A request that has failed holds its resource until somebody decides.
  const when = { method: "PUT", path: `checkout-${name}-dev` };
  await sandbox.setFault({ target: "platform", fault: "error", status: 422, when });
  const number = await developer.order({
    offering: "message-queue",
    inputs: { retention: 2 },
    operation: "adjust",
    resource,
  });
  await developer.reaches(number, "failed");
  await page.getByRole("button", { name: "Adjust", exact: true }).click();
  const told = page.getByRole("alert").filter({ hasText: `by Demo developer works on ${name}` });
  await expect(told.first().getByRole("link", { name: number })).toBeVisible();
  await visit(page, `/resources/${resource}/adjust`);
  await expect(page.getByRole("heading", { name: "Adjust: not now" })).toBeVisible();
  await page.getByRole("link", { name: `Back to ${name}` }).click();
  await expect(doable(page).getByRole("button", { name: "Retire" })).toBeDisabled();
  await expectAccessible(page);
  await doable(page).getByRole("link", { name: number }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
});

test("what Terraform made is shown and confirmed before it is destroyed", async ({ signedIn, rest }) => {
  test.setTimeout(120_000);
  const name = unique("tf");
  const resource = await made(rest("developer"), { offering: "redis-cache", inputs: { name } });
  const page = await signedIn("developer");
  await visit(page, `/resources/${resource}`);
  await doable(page).getByRole("link", { name: "Retire" }).click();
  await expect(page.getByText("Nothing is destroyed before you have seen what.")).toBeVisible();
  await expect(plan(page)).toContainText(`Confirm the removal of ${name}`);
  await expectAccessible(page);
  const number = await orderIt(page, "Retire");
  await openStep(page, `Confirm the removal of ${name}`);
  const task = page.getByRole("region", { name: "Task" });
  await expect(task.getByRole("region", { name: "What is removed" })).toContainText("terraform_data");
  await task.getByRole("textbox").first().fill(name);
  await task.getByRole("button", { name: "Remove for good" }).click();
  await expect(stateOf(page)).toHaveText("Completed");
  await rest("developer").reaches(number, "completed");
});
