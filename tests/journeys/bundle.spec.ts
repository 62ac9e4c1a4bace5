import { spawnSync } from "node:child_process";
import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit } from "./journey.ts";
import { begin, next, openStep, outputOf, placeOrder, plan, stateOf, stepOf } from "./order-form.ts";
import { moveTicket } from "./sandbox.ts";

const hasTerraform = spawnSync("terraform", ["version"], { stdio: "ignore" }).status === 0;

test("one form orders an application from five teams, and its page shows every part on its way", async ({
  signedIn,
}) => {
  test.skip(!hasTerraform, "There is no Terraform on this machine, and a part needs it.");
  test.setTimeout(120_000);
  const name = unique("shop").slice(0, 20);
  const page = await signedIn("developer");
  await begin(page, "new-application", "Development");
  await next(page, "Application");
  await page.getByLabel("Application", { exact: true }).fill(name);
  await page.getByText("Library").click();
  await next(page, "Compute");
  await next(page, "Parts");
  // What a team asks is asked here, with its own words and rules.
  await page.getByRole("switch", { name: "It needs a database" }).click();
  await page.getByRole("switch", { name: "It needs a public address" }).click();
  await page.getByLabel("Cost center").fill("47");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Four digits, like 4711.")).toBeVisible();
  await page.getByLabel("Cost center").fill("4711");
  const address = plan(page).getByRole("listitem").filter({ hasText: "Public address" }).last();
  await expect(address).toContainText("Not known yet: host of Container service.");
  await plan(page).getByText("Its 3 steps").last().click();
  await expect(plan(page).getByRole("list", { name: "Steps of Public host name" })).toContainText(
    "Watch it from outside",
  );
  await next(page, "Review");
  await expect(page.getByRole("heading", { name: "PostgreSQL database" })).toBeVisible();
  await expectAccessible(page);
  const number = await placeOrder(page);

  // Parts that need nothing land while others are on their way; what waits for the service follows it.
  const database = stepOf(page, "Database");
  await expect(database.getByRole("link", { name: `PostgreSQL database “${name}-db”` })).toBeVisible();
  await expect(outputOf(page, "Repository")).toContainText(name, { timeout: 30_000 });
  await expect(outputOf(page, "Address")).toHaveText(`https://${name}.shop.example`, { timeout: 60_000 });
  await expect(outputOf(page, "Database")).toHaveText("not known yet");
  await expect(stepOf(page, "Queue")).toContainText("skipped");
  await expectAccessible(page);

  await database.getByRole("link", { name: `PostgreSQL database “${name}-db”` }).click();
  await expect(page.getByText("Part of")).toContainText(`${number} · New application “${name}”`);
  const [ticket] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("link", { name: /^Open DBA-\d+/ }).click(),
  ]);
  await page.getByRole("link", { name: new RegExp(number) }).click();
  await expect(stateOf(page)).toHaveText("In progress · step 3 of 5");
  await moveTicket(ticket, "Done", { "Host name": `${name}.db.shop.example` });
  await expect(stateOf(page)).toHaveText("Completed", { timeout: 30_000 });
  await expect(outputOf(page, "Database")).toHaveText(`${name}.db.shop.example`);
});

test("a part that is refused is helped on where it stands, and the whole goes on by itself", async ({
  signedIn,
  rest,
}) => {
  test.skip(!hasTerraform, "There is no Terraform on this machine, and a part needs it.");
  const name = unique("shop").slice(0, 20);
  const inputs = {
    name,
    repository: {},
    service: {},
    wantsDatabase: true,
    database: { costCenter: "4711" },
  };
  const number = await rest("developer").order({ offering: "new-application", inputs });
  const page = await signedIn("developer");
  await visit(page, `/requests/${number}`);
  await stepOf(page, "Database")
    .getByRole("link", { name: /PostgreSQL database/ })
    .click();
  await expect(page.getByText("Part of")).toBeVisible();
  const child = page.url().split("/").at(-1) ?? "";
  const [ticket] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("link", { name: /^Open DBA-\d+/ }).click(),
  ]);
  await moveTicket(ticket, "Won't Do");
  await visit(page, `/requests/${number}`);
  await openStep(page, "Database");
  await expect(stepOf(page, "Database").getByRole("link", { name: `open ${child}` })).toBeVisible({ timeout: 30_000 });
  await expect(stateOf(page)).toContainText("Needs a hand");
  const answer = await rest("author").post(`/requests/${child}/resolve`, {
    step: "database",
    note: "Made by hand",
    outputs: { host: "by.hand.example" },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  await expect(stateOf(page)).toHaveText("Completed", { timeout: 30_000 });
  await expect(outputOf(page, "Database")).toHaveText("by.hand.example");
});
