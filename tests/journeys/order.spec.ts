import { expect, test, unique, visit, visitAgain } from "./journey.ts";
import { begin, next, onPage, openStep, outputOf, placeOrder, plan, stateOf, stepOf } from "./order-form.ts";

test("a queue is ordered page by page, and its page goes on by itself until the queue is there", async ({
  signedIn,
  sandbox,
}) => {
  const name = unique("orders");
  const page = await signedIn("developer");
  await begin(page, "message-queue", "Development");
  await expect(page.getByLabel("Project")).toHaveValue("checkout");
  await next(page, "Queue");
  await page.getByLabel("Queue name").fill(name);
  await next(page, "When things go wrong");
  await page.getByLabel("Attempts before a message is set aside").fill("3");
  await next(page, "Review");
  const queue = page.getByRole("region", { name: "Queue", exact: true });
  await expect(queue).toContainText(name);
  await expect(queue).toContainText("4 days");

  const number = await placeOrder(page);
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(stateOf(page)).toHaveText("Completed");
  await expect(page.getByRole("progressbar", { name: "Steps done" })).toHaveAttribute(
    "aria-valuetext",
    "3 of 3 steps done",
  );
  await expect(page.getByText("The order is fulfilled")).toBeVisible();
  await openStep(page, "Create the queue");
  await expect(stepOf(page, "Create the queue").getByRole("log")).toContainText("POST /platform/v1/queues → 201");

  const endpoint = `amqps://checkout-${name}-dev.queues.sandbox.example`;
  const [, alert] = await sandbox.received("platform", name);
  expect(alert?.body).toMatchObject({ target: endpoint, above: 1000, notify: "#checkout" });
  await expect(outputOf(page, "Endpoint")).toHaveText(endpoint);
  await page
    .getByRole("complementary", { name: "About this request" })
    .getByRole("button", { name: "Copy Endpoint" })
    .click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(endpoint);

  await visit(page, "/requests");
  await page.getByRole("link", { name }).click();
  await expect(page).toHaveURL(new RegExp(number));
});

test("a secret output is masked until somebody of the team asks for it, and that is written down", async ({
  signedIn,
  rest,
}) => {
  const number = await rest("developer").order({ offering: "message-queue", inputs: { name: unique("secret") } });
  await rest("developer").reaches(number, "completed");
  const page = await signedIn("developer");
  await visit(page, `/requests/${number}`);
  const key = outputOf(page, "Access key");
  await expect(key).toHaveText("••••••••");
  await page.getByRole("button", { name: "Show Access key; this is recorded" }).click();
  await expect(key).not.toHaveText("••••••••");
  const shown = await key.textContent();
  expect(shown?.length).toBeGreaterThan(8);
  await expect(page.getByText("Demo developer looked at the secret output accessKey")).toBeVisible();
  await page.getByRole("button", { name: "Hide Access key" }).click();
  await expect(key).toHaveText("••••••••");

  const manager = await signedIn("manager");
  await visit(manager, `/requests/${number}`);
  await expect(outputOf(manager, "Access key")).toHaveText("••••••••");
  await expect(manager.getByRole("button", { name: /Show Access key/ })).toHaveCount(0);
});

test("a question appears with its condition, and what is hidden is not submitted", async ({ signedIn, rest }) => {
  const page = await signedIn("developer");
  await begin(page, "message-queue", "Test");
  await next(page, "Queue");
  await page.getByLabel("Queue name").fill(unique("hidden"));
  await expect(page.getByLabel("Keep the order by")).toHaveCount(0);
  await page.getByText("first in, first out by a key").click();
  await page.getByLabel("Keep the order by").fill("orderId");
  await page.getByText("fast, now and then out of order").click();
  await expect(page.getByLabel("Keep the order by")).toHaveCount(0);
  await next(page, "When things go wrong");
  await page.getByRole("switch", { name: "Dead-letter queue" }).click();
  await expect(page.getByLabel("Attempts before a message is set aside")).toHaveCount(0);
  await next(page, "Review");
  await expect(page.getByRole("main")).not.toContainText("Keep the order by");
  const { inputs } = await rest("developer").request(await placeOrder(page));
  expect(inputs).toEqual({ name: expect.any(String), kind: "standard", retention: 4, deadLetter: false });
});

test("a mistake is told at its question in plain words, and the first one has the cursor", async ({ signedIn }) => {
  const page = await signedIn("developer");
  await visit(page, "/catalog/message-queue");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Environment")).toBeFocused();
  await expect(page.getByLabel("Environment")).toHaveAccessibleDescription(/Choose/);
  await page.getByLabel("Environment").selectOption("dev");
  await next(page, "Queue");
  await page.getByLabel("Queue name").fill("Orders Created");
  await page.getByLabel("Keep messages for").fill("90");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Queue name")).toBeFocused();
  await expect(page.getByLabel("Queue name")).toHaveAccessibleDescription(
    /Lowercase letters and digits in groups joined by single dashes\./,
  );
  await expect(page.getByLabel("Keep messages for")).toHaveAccessibleDescription(/At most 14 days\./);
  await onPage(page, "Queue");

  await page.getByLabel("Queue name").fill("orders-created");
  await page.getByLabel("Keep messages for").fill("14");
  await next(page, "When things go wrong");
});

test("unfinished answers survive a reload, secret ones do not", async ({ signedIn }) => {
  const page = await signedIn("developer");
  await begin(page, "service-account", "Test");
  await next(page, "Details");
  await page.getByLabel("Account name").fill("svc-checkout-worker");
  await page.getByRole("checkbox", { name: "Read buckets" }).check();
  await page.getByRole("textbox", { name: "Key it replaces" }).fill("correct-horse-battery");
  await visitAgain(page);
  await page.getByRole("button", { name: "Details" }).click();
  await expect(page.getByLabel("Account name")).toHaveValue("svc-checkout-worker");
  await expect(page.getByRole("checkbox", { name: "Read buckets" })).toBeChecked();
  await expect(page.getByRole("textbox", { name: "Key it replaces" })).toHaveValue("");
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("correct-horse-battery");
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(page.getByLabel("Environment")).toHaveValue("");
});

test("the plan stands beside the form before anything is ordered: steps, what is not known yet, exact payloads", async ({
  signedIn,
  sandbox,
}) => {
  const name = unique("planned");
  const page = await signedIn("developer");
  await begin(page, "message-queue", "Development");
  await next(page, "Queue");
  await page.getByLabel("Queue name").fill(name);
  await expect(plan(page)).toContainText("You may order this");
  const step = (title: string) =>
    plan(page)
      .getByRole("listitem")
      .filter({ has: page.getByText(title, { exact: true }) });
  await expect(step("Create the queue")).toContainText("Calls POST /v1/queues.");
  await expect(step("Watch its depth")).toContainText(/Not known yet: .*endpoint/i);
  await expect(step("Tell the messaging team")).toContainText("Not with these answers.");
  await step("Create the queue").getByText("Exact payload").click();
  await expect(step("Create the queue").getByRole("figure")).toContainText(`"name": "checkout-${name}-dev"`);
  await page.getByLabel("Keep messages for").fill("7");
  await expect(step("Create the queue").getByRole("figure")).toContainText(`"retentionDays": 7`);
  await expect(plan(page)).toContainText("Access key");
  expect(await sandbox.received("platform", name)).toEqual([]);
});
