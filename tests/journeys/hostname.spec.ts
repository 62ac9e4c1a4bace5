import { expect, test, unique } from "./journey.ts";
import { begin, next, outputOf, placeOrder, stateOf, stepOf } from "./order-form.ts";

test("a host name is waited for until its status says that it is ready", async ({ signedIn, sandbox }) => {
  const label = unique("shop");
  const page = await signedIn("developer");
  await begin(page, "public-hostname", "Test");
  await next(page, "Name");
  await page.getByLabel("Name", { exact: true }).fill(label);
  await page.getByLabel("Leads to").fill("checkout.internal.example");
  await next(page, "Protection");
  await page.getByText("Only known address ranges").click();
  await page.getByRole("button", { name: "Add to Address ranges" }).click();
  await page.getByPlaceholder("203.0.113.0/24").fill("198.51.100.0/24");
  await next(page, "Review");
  await placeOrder(page);

  const hostname = stepOf(page, "Create the name and its certificate");
  await expect(hostname).toContainText(/waiting on/);
  await expect(outputOf(page, "Address")).toHaveText("not known yet");
  await expect(stateOf(page)).toHaveText("Completed", { timeout: 30_000 });
  await expect(outputOf(page, "Address")).toHaveText(`https://${label}.shop.example`);

  const calls = await sandbox.received("platform", "hostnames");
  const made = calls.find((call) => call.method === "POST" && call.body?.["name"] === `${label}.shop.example`);
  expect(made?.body).toMatchObject({ allow: ["198.51.100.0/24"], target: "checkout.internal.example:443" });
  expect(calls.filter((call) => call.method === "GET").length).toBeGreaterThan(0);
});
