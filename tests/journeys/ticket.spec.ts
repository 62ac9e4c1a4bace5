import { expect, test, unique, visit } from "./journey.ts";
import { begin, next, openStep, outputOf, placeOrder, stateOf, stepOf } from "./order-form.ts";
import { moveTicket } from "./sandbox.ts";

test("a database waits for its ticket and goes on by itself when somebody closes it; everybody who looks sees the same", async ({
  signedIn,
  sandbox,
}) => {
  const name = unique("orders-db");
  const page = await signedIn("developer");
  await begin(page, "postgresql", "Development");
  await next(page, "Sizing");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await next(page, "Availability");
  await page.getByRole("switch", { name: "Read replica" }).click();
  await page.getByLabel("Replica zone").selectOption("zone-b");
  await next(page, "Access");
  await page.getByRole("button", { name: "Add to Who connects" }).click();
  await page.getByLabel("Application").fill("checkout-api");
  await page.getByLabel("Cost center").fill("4711");
  await next(page, "Review");
  const number = await placeOrder(page);

  const database = stepOf(page, "Create the database");
  const open = database.getByRole("link", { name: /^Open DBA-\d+/ });
  await expect(open).toBeVisible();
  await expect(database).toContainText(/waiting on DBA-\d+/);
  await expect(stateOf(page)).toHaveText("In progress · step 1 of 3");
  const manager = await signedIn("manager");
  await visit(manager, `/requests/${number}`);
  await expect(stepOf(manager, "Create the database").getByRole("link", { name: /^Open DBA-/ })).toBeVisible();

  const [ticket] = await Promise.all([page.waitForEvent("popup"), open.click()]);
  await expect(ticket.getByRole("heading", { level: 1 })).toHaveText(
    `Create PostgreSQL 18 “${name}” for checkout (dev)`,
  );
  await expect(ticket.getByRole("row", { name: "Read replica" })).toContainText("yes, in zone-b");
  await moveTicket(ticket, "Done", { "Host name": `${name}.db.shop.example` });

  for (const reader of [page, manager]) {
    await expect(stateOf(reader)).toHaveText("Completed", { timeout: 30_000 });
    await expect(outputOf(reader, "Host")).toHaveText(`${name}.db.shop.example`);
    await expect(outputOf(reader, "Connection string")).toHaveText(`postgresql://${name}.db.shop.example:5432/${name}`);
  }
  const [alert] = await sandbox.received("platform", name);
  expect(alert?.body).toMatchObject({ target: `${name}.db.shop.example`, notify: "checkout" });
});

test("a ticket that is closed as won't do fails the request with the reason, and doing it by hand asks for what later steps need", async ({
  signedIn,
  rest,
}) => {
  const name = unique("refused-db");
  const inputs = {
    name,
    version: "18",
    size: "small",
    storage: 50,
    replica: false,
    backupDays: 14,
    costCenter: "4711",
  };
  const number = await rest("developer").order({ offering: "postgresql", inputs });
  const page = await signedIn("developer");
  await visit(page, `/requests/${number}`);
  const database = stepOf(page, "Create the database");
  const [ticket] = await Promise.all([
    page.waitForEvent("popup"),
    database.getByRole("link", { name: /^Open DBA-/ }).click(),
  ]);
  await moveTicket(ticket, "Won't Do");

  const trouble = database.getByRole("group", { name: "What went wrong" });
  await expect(trouble).toContainText(/Won't Do/, { timeout: 30_000 });
  await expect(stateOf(page)).toHaveText("Failed · step 1 of 3");
  // Who was refused cannot say that it was done: the offering's team can.
  await expect(trouble.getByRole("button", { name: "Retry" })).toBeVisible();
  await expect(trouble.getByRole("button", { name: "I did it by hand" })).toBeHidden();
  const owner = await signedIn("author");
  await visit(owner, `/requests/${number}`);
  const stopped = stepOf(owner, "Create the database").getByRole("group", { name: "What went wrong" });
  await stopped.getByRole("button", { name: "I did it by hand" }).click();
  const dialog = owner.getByRole("dialog", { name: "“Create the database” was done by hand" });
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog.getByText("Say in a few words what was done.")).toBeVisible();
  await expect(dialog.getByLabel("Host")).toHaveAccessibleDescription(/Answer this question/);
  await dialog.getByLabel("What was done").fill("Created it on the old cluster");
  await dialog.getByLabel("Where it can be seen").fill("CHG-77");
  await dialog.getByLabel("Host").fill("old-7.db.shop.example");
  await dialog.getByRole("button", { name: "Go on" }).click();

  await expect(stateOf(page)).toHaveText("Completed");
  await expect(database).toContainText("done by hand");
  await expect(outputOf(page, "Host")).toHaveText("old-7.db.shop.example");
  await openStep(page, "Register alerts");
  await stepOf(page, "Register alerts").getByText("Exact payload").click();
  await expect(stepOf(page, "Register alerts").getByRole("figure")).toContainText("old-7.db.shop.example");
});

test("a cancelled request lists what exists, says so in the ticket, undoes nothing and starts nothing more", async ({
  signedIn,
  rest,
  sandbox,
}) => {
  const name = unique("cancelled-db");
  const inputs = {
    name,
    version: "18",
    size: "small",
    storage: 50,
    replica: false,
    backupDays: 14,
    costCenter: "4711",
  };
  const number = await rest("developer").order({ offering: "postgresql", inputs });
  const page = await signedIn("developer");
  await visit(page, `/requests/${number}`);
  const [ticket] = await Promise.all([
    page.waitForEvent("popup"),
    stepOf(page, "Create the database")
      .getByRole("link", { name: /^Open DBA-/ })
      .click(),
  ]);
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `Cancel ${number}` });
  await expect(dialog.getByRole("listitem")).toHaveText(/^Create the database DBA-\d+\s*$/);
  await dialog.getByLabel("Reason").fill("ordered twice");
  await dialog.getByRole("button", { name: "Cancel the request" }).click();
  await expect(stateOf(page)).toHaveText("Aborted");
  await expect(page.getByText("Demo developer cancelled this: ordered twice")).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Cancel|Abort)$/ })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Exists outside" })).toBeVisible();
  await ticket.reload();
  await expect(ticket.getByText(`${number} was cancelled in PAO, which no longer follows this issue.`)).toBeVisible();
  const { steps } = await rest("developer").request(number);
  expect(steps.find((step) => step.id === "alerts")?.state).toBe("skipped");
  expect(await sandbox.received("platform", name)).toEqual([]);
});
