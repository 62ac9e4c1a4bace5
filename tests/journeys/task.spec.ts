import { expect, test, unique, visit } from "./journey.ts";
import { begin, next, openStep, outputOf, placeOrder, stateOf, stepOf } from "./order-form.ts";

const purpose = "Monthly report on checkout for the finance team.";

test("a task is found in the inbox of its team, done there, and the one who waits sees it at once", async ({
  signedIn,
}) => {
  const application = unique("report");
  const page = await signedIn("developer");
  await begin(page, "data-access", "Production");
  await next(page, "Data");
  await page.getByLabel("Data set").fill("sales.orders");
  await page.getByLabel("Application").fill(application);
  await next(page, "Purpose");
  await page.getByLabel("What you need it for").fill(purpose);
  await page.getByRole("switch", { name: "Holds personal data" }).click();
  await page.getByLabel("Record of processing").fill("ROP-1024");
  await next(page, "Review");
  const number = await placeOrder(page);
  await expect(stepOf(page, "Grant access")).toContainText("Somebody in data-platform has to answer it.");
  await expect(page.getByRole("button", { name: "Mark as done" })).toHaveCount(0);

  const author = await signedIn("author");
  await visit(author, "/inbox");
  const waiting = author.getByRole("listitem").filter({ hasText: number });
  await expect(waiting).toContainText("asked by Demo developer");
  await waiting.getByRole("link", { name: "Answer" }).click();
  const task = author.getByRole("region", { name: "Task" });
  await expect(task).toContainText("Record of processing: ROP-1024");
  await task.getByRole("button", { name: "Mark as done" }).click();
  await expect(task.getByLabel("Login")).toBeFocused();
  await task.getByLabel("Login").fill("svc_report");
  await task.getByRole("textbox", { name: "Password" }).fill("k7#mUqp2!x");
  await task.getByRole("button", { name: "Mark as done" }).click();

  await expect(stateOf(page)).toHaveText("Completed");
  await expect(outputOf(page, "Login")).toHaveText("svc_report");
  await expect(outputOf(page, "Password")).toHaveText("••••••••");
  await expect(page.getByText("Demo author did the task: Grant access")).toBeVisible();
  await page.getByRole("button", { name: "Show Password; this is recorded" }).click();
  await expect(outputOf(page, "Password")).toHaveText("k7#mUqp2!x");
  await expect(author.getByText("Demo developer looked at the secret output password")).toBeVisible();
  await visit(author, "/inbox");
  await expect(author.getByRole("heading", { name: "Inbox" })).toBeVisible();
  await expect(author.getByText(number)).toHaveCount(0);
});

test("a task that is refused fails the request with the reason and what can be done next", async ({
  signedIn,
  rest,
}) => {
  const inputs = { dataset: "hr.salaries", application: unique("curious"), rights: "read", purpose, personal: false };
  const number = await rest("developer").order({ offering: "data-access", inputs });
  const page = await signedIn("developer");
  await visit(page, `/requests/${number}`);
  await expect(stateOf(page)).toContainText("In progress");

  const approver = await signedIn("approver");
  await visit(approver, `/requests/${number}`);
  await approver.getByRole("button", { name: "It cannot be done" }).click();
  await approver.getByLabel("Why it cannot be done").fill("Salaries are not needed for a report on checkout.");
  await approver.getByRole("button", { name: "Refuse the task" }).click();

  await expect(stateOf(page)).toHaveText("Failed · step 1 of 2");
  await openStep(page, "Grant access");
  const trouble = stepOf(page, "Grant access").getByRole("group", { name: "What went wrong" });
  await expect(trouble).toContainText("Salaries are not needed for a report on checkout.");
  await expect(trouble.getByRole("button", { name: "Retry" })).toBeVisible();
  await expect(page.getByText("Demo approver refused the task: Grant access")).toBeVisible();
});
