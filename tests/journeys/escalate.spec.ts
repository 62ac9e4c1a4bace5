import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit } from "./journey.ts";
import { outputOf, stateOf, stepOf } from "./order-form.ts";
import { moveTicket } from "./sandbox.ts";

test("what a machine could not do is handed to people, and the order is fulfilled with what they say", async ({
  signedIn,
  rest,
  sandbox,
}) => {
  const name = unique("by-hand");
  const fault = { target: "platform", fault: "error", status: 422, when: { path: name } } as const;
  const set = await sandbox.setFault(fault);
  const inputs = { name, region: "eu-central", class: "internal" };
  const number = await rest("developer").order({ offering: "object-bucket", inputs });
  const page = await signedIn("developer");
  await visit(page, `/requests/${number}`);
  const step = stepOf(page, "Create the bucket");
  await expect(stateOf(page)).toContainText("Failed");
  await step.getByRole("button", { name: "Escalate" }).click();
  const dialog = page.getByRole("dialog", { name: "Escalate “Create the bucket”" });
  await expect(dialog).toContainText("One Task in Jira project DBA stands for:");
  await dialog.getByLabel("What they should know").fill("The platform refuses it.");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Open the ticket" }).click();

  await expect(page.getByText("Escalated", { exact: true }).first()).toBeVisible();
  const [ticket] = await Promise.all([
    page.waitForEvent("popup"),
    step.getByRole("link", { name: /^Open DBA-/ }).click(),
  ]);
  await expect(ticket.getByText("The platform refuses it.")).toBeVisible();
  await expect(ticket.getByText("The sandbox was told to answer with an error.")).toBeVisible();
  await moveTicket(ticket, "Done");

  const author = await signedIn("author");
  await visit(author, `/requests/${number}`);
  const task = author.getByRole("region", { name: "Task" });
  await expect(task).toContainText("is done. Enter what came of it");
  await task.getByRole("button", { name: "Mark as done" }).click();
  await task.getByLabel("Address").fill("https://by-hand.buckets.example");
  await task.getByRole("button", { name: "Mark as done" }).click();
  await expect(stateOf(page)).toHaveText("Completed");
  await expect(outputOf(page, "Address")).toHaveText("https://by-hand.buckets.example");
  await expect(
    page.getByText("Demo developer had tickets opened in place of Create the bucket: The platform refuses it."),
  ).toBeVisible();
  await sandbox.clearFault(set);
});
