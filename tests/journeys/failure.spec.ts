import type { Page } from "@playwright/test";
import { expect, test, unique, visit } from "./journey.ts";
import { openStep, outputOf, stateOf, stepOf } from "./order-form.ts";
import { moveTicket } from "./sandbox.ts";

const troubleOf = (page: Page, step: string) => stepOf(page, step).getByRole("group", { name: "What went wrong" });

test("a failure tells its cause and the next step; once mended, a retry completes and what was finished stays", async ({
  signedIn,
  rest,
  sandbox,
}) => {
  const name = unique("svc-fault");
  const fault = await sandbox.setFault({
    target: "platform",
    fault: "error",
    status: 422,
    when: { path: `/v1/accounts/checkout.dev.${name}` },
  });
  const inputs = { name, purpose: "Writes the receipts of checkout.", rights: ["read-secrets"], days: 90 };
  const number = await rest("developer").order({ offering: "service-account", inputs });
  const page = await signedIn("developer");
  await visit(page, `/requests/${number}`);
  const review = stepOf(page, "Review by the security team");
  const [ticket] = await Promise.all([
    page.waitForEvent("popup"),
    review.getByRole("link", { name: /^Open SEC-/ }).click(),
  ]);
  await moveTicket(ticket, "Done");

  const trouble = troubleOf(page, "Issue the account");
  await expect(trouble).toContainText("The sandbox was told to answer with an error.", { timeout: 30_000 });
  await expect(trouble.getByRole("paragraph").first()).toHaveText("“platform” did not accept the request.");
  await expect(stateOf(page)).toHaveText("Failed · step 2 of 3");
  await expect(page.getByText("Nothing moves by itself any more: a person has to choose how to go on")).toBeVisible();
  const before = await rest("developer").request(number);

  await sandbox.clearFault(fault);
  await trouble.getByRole("button", { name: "Retry" }).click();
  const dialog = page.getByRole("dialog", { name: "Retry “Issue the account”" });
  await dialog.getByLabel("Reason").fill("the platform takes it now");
  await dialog.getByRole("button", { name: "Retry" }).click();
  await expect(stateOf(page)).toHaveText("Completed");
  await expect(page.getByText("Demo developer tried Issue the account again: the platform takes it now")).toBeVisible();
  await openStep(page, "Issue the account");
  await expect(stepOf(page, "Issue the account")).toContainText("2 attempts");
  await expect(outputOf(page, "Key")).toHaveText("••••••••");
  const after = await rest("developer").request(number);
  expect(after.steps[0]).toEqual(before.steps[0]);
});

test("an answer that is lost on the way is asked for again where that is safe", async ({ rest, sandbox }) => {
  const name = unique("svc-lost");
  await sandbox.setFault({
    target: "platform",
    fault: "drop-after-effect",
    when: { path: `/v1/accounts/checkout.dev.${name}` },
    times: 1,
  });
  const inputs = { name, purpose: "Writes the receipts of checkout.", rights: ["read-buckets"], days: 90 };
  const number = await rest("developer").order({ offering: "service-account", inputs });
  await rest("developer").reaches(number, "completed");
  const calls = await sandbox.received("platform", name);
  expect(calls.map((call) => [call.method, call.answered])).toEqual([
    ["PUT", null],
    ["PUT", 200],
  ]);
});
