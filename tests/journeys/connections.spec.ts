import { createHmac } from "node:crypto";
import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit, visitAgain } from "./journey.ts";

test("an admin adds, changes and removes a connection, and its credential is never shown again", async ({
  signedIn,
}) => {
  const name = unique("partner");
  const page = await signedIn("admin");
  await visit(page, "/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Connections" }).click();
  await page.getByRole("button", { name: "Add a connection" }).click();
  const adding = page.getByRole("dialog", { name: "Add a connection" });
  await adding.getByLabel("Kind").selectOption("http");
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await expect(adding.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await adding.getByLabel("Name").fill(name);
  await adding.getByLabel("Base URL").fill("https://partner.example.com/v2");
  await adding.getByLabel("Token").fill("tok-very-secret");
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  const row = page.getByRole("listitem").filter({ hasText: name });
  await expect(row).toContainText("https://partner.example.com/v2");
  await expect(row).toContainText("Set: token");

  await page.getByRole("button", { name: `Change ${name}` }).click();
  const changing = page.getByRole("dialog", { name: `Change ${name}` });
  await expect(changing.getByLabel("Token")).toHaveValue("");
  await changing.getByLabel("Base URL").fill("https://partner.example.com/v3");
  await changing.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("https://partner.example.com/v3");
  await expect(row).toContainText("Set: token");
  await visitAgain(page);
  expect(await page.content()).not.toContain("tok-very-secret");

  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await page.getByRole("button", { name: "Remove the connection" }).click();
  await expect(row).toHaveCount(0);
});

test("an admin opens a connection to some teams, replaces its credential, tests it and sees what would miss it", async ({
  signedIn,
}) => {
  const name = unique("closed");
  const page = await signedIn("admin");
  await visit(page, "/settings/connections");
  await page.getByRole("button", { name: "Add a connection" }).click();
  const adding = page.getByRole("dialog", { name: "Add a connection" });
  await adding.getByLabel("Kind").selectOption("http");
  await adding.getByLabel("Name").fill(name);
  await adding.getByLabel("Base URL").fill("https://closed.example.com");
  await adding.getByLabel("Token").fill("tok-first");
  await adding.getByRole("radio", { name: "Only these" }).check();
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await expect(adding.getByText("Name a team, or open it to all.")).toBeVisible();
  await adding.getByRole("checkbox", { name: "Messaging" }).check();
  await expectAccessible(page);
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  const row = page.getByRole("listitem").filter({ hasText: name });
  await expect(row).toContainText("Open to messaging · not used by any offering");

  await page.getByRole("button", { name: `Replace the credential of ${name}` }).click();
  const replacing = page.getByRole("dialog", { name: `Replace the credential of ${name}` });
  await expect(replacing.getByRole("button", { name: "Replace" })).toBeDisabled();
  await replacing.getByLabel("Token").fill("tok-second");
  await replacing.getByRole("button", { name: "Replace" }).click();
  await expect(replacing).toHaveCount(0);
  await expect(row).toContainText("Open to messaging");

  const jira = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: /^jira/ }) });
  await jira.getByText(/used by \d+ offerings/).click();
  await expect(jira.getByRole("region", { name: "Offerings" }).getByRole("link").first()).toBeVisible();
  await jira.getByRole("button", { name: "Test connection jira" }).click();
  await expect(jira.getByRole("status")).toContainText("It may open tickets");
  await jira.getByRole("button", { name: "Remove jira" }).click();
  const removing = page.getByRole("dialog", { name: "Remove jira" });
  await expect(removing.getByRole("button", { name: "Remove it anyway" })).toBeVisible();
  await expectAccessible(page);
  await removing.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await page.getByRole("button", { name: "Remove the connection" }).click();
  await expect(row).toHaveCount(0);
});

test("an admin makes a secret for webhooks, sees where they go and what came in, and never the secret again", async ({
  signedIn,
}) => {
  const name = unique("hub");
  const page = await signedIn("admin");
  await visit(page, "/settings/connections");
  await page.getByRole("button", { name: "Add a connection" }).click();
  const adding = page.getByRole("dialog", { name: "Add a connection" });
  await adding.getByLabel("Kind").selectOption("github");
  await adding.getByLabel("Name").fill(name);
  await expect(adding.getByText(`/api/webhooks/${name}`)).toBeVisible();
  await adding.getByRole("button", { name: "Make a secret" }).click();
  const secret = await adding.getByLabel("Webhook secret").inputValue();
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  await expectAccessible(page);
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  const row = page.getByRole("listitem").filter({ hasText: name });
  await expect(row).toContainText("Webhooks: none has come yet");

  const signed = (body: string) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const zen = '{"zen":"Speak like a human."}';
  for (const signature of [signed(zen), signed("forged")])
    await page.request.post(`/api/webhooks/${name}`, {
      data: zen,
      headers: { "content-type": "application/json", "x-hub-signature-256": signature },
    });
  await expect(async () => {
    await visitAgain(page);
    await expect(row).toContainText("1 received");
    await expect(row).toContainText("1 refused");
  }).toPass();
  expect(await page.content()).not.toContain(secret);
  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await page.getByRole("button", { name: "Remove the connection" }).click();
  await expect(row).toHaveCount(0);
});

test("a developer gets no connections, by no door", async ({ signedIn, rest }) => {
  const page = await signedIn("developer");
  await visit(page, "/");
  // Not the whole page: a card of the catalog may speak of connections.
  const places = page.getByRole("navigation", { name: "Main" });
  await expect(places.getByRole("link", { name: "Requests" })).toBeVisible();
  await expect(places.getByRole("link", { name: "Connections" })).toHaveCount(0);
  await visit(page, "/settings/connections");
  await expect(page.getByRole("heading", { name: "Only an admin may see or change connections." })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("platform");
  expect((await rest("developer").get("/connections")).status()).toBe(403);
});
