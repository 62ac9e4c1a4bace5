import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { manualOffering } from "#tests/documents.ts";
import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit, visitAgain } from "./journey.ts";

const entries = (page: Page) => page.getByRole("list", { name: "Entries" }).getByRole("listitem");

test("an admin goes from a request to its audit, and from an entry to all of somebody's", async ({
  signedIn,
  rest,
}) => {
  const name = unique("audited");
  const inputs = { name, region: "eu-west", class: "internal" };
  const number = await rest("developer").order({ offering: "object-bucket", inputs });
  const page = await signedIn("admin");
  await visit(page, `/requests/${number}`);
  await page.getByRole("link", { name: "Audit", exact: true }).last().click();
  await expect(page.getByRole("heading", { name: "Audit" })).toBeVisible();
  await expect(entries(page)).toHaveCount(1);
  const entry = entries(page).first();
  await expect(entry).toContainText(`Demo developer ordered ${number}`);
  await entry.getByText("Demo developer ordered").click();
  await expect(entry.getByText("object-bucket")).toBeVisible();
  await expect(entry.getByRole("definition").filter({ hasText: "developer" }).first()).toBeVisible();
  await expect(entry).toContainText("127.0.0.1");
  await expectAccessible(page);
  await entry.getByRole("button", { name: "All by developer" }).click();
  await page.getByRole("button", { name: /^About / }).click();
  await expect(page).toHaveURL(/\/settings\/audit\?who=developer$/);
  await page.getByRole("searchbox", { name: "Search the audit" }).fill(number);
  await expect(entries(page)).toHaveCount(1);
  await visitAgain(page);
  await expect(entries(page)).toHaveCount(1);
});

test("what was changed and what was denied is found, and taken out as a file", async ({ signedIn, rest }) => {
  const name = unique("hook");
  const connection = {
    name,
    kind: "http",
    baseUrl: "https://one.example.com",
    settings: {},
    credential: { token: "t0k3n" },
  };
  expect((await rest("developer").post("/connections", connection)).status()).toBe(403);
  expect((await rest("admin").post("/connections", connection)).status()).toBe(201);
  expect(
    (await rest("admin").post("/connections", { ...connection, baseUrl: "https://two.example.com" })).status(),
  ).toBe(201);
  const page = await signedIn("admin");
  await visit(page, "/settings/audit");
  await page.getByRole("searchbox", { name: "Search the audit" }).fill(name);
  await expect(entries(page)).toHaveCount(3);
  await entries(page).first().getByText("saved connection").click();
  await expect(entries(page).first().getByRole("row").filter({ hasText: "https://two.example.com" })).toContainText(
    "https://one.example.com",
  );
  await page.getByRole("button", { name: "Denied", exact: true }).click();
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toContainText(`Demo developer was not allowed to save connection ${name}`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split(/\r?\n/);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`connection:${name},denied`);
  expect(lines.join("")).not.toContain("t0k3n");
  await rest("admin").get(`/audit/export?format=jsonl&text=${name}`);
  const exported = await rest("admin").get(`/audit?verb=audit.export&text=${name}`);
  expect(await exported.json()).toMatchObject({
    items: [{ detail: { format: "jsonl" } }, { detail: { outcome: "denied" } }],
  });
});

test("what was changed in a document is told in sentences and shown in lines", async ({ signedIn, rest }) => {
  const name = unique("drafted");
  const source = manualOffering.replace("name: access-grant", `name: ${name}`);
  const begun: { id: string } = await (await rest("author").post("/drafts", { source })).json();
  const more = source.replace("[small, large]", "[small, large, huge]");
  expect((await rest("author").put(`/drafts/${begun.id}`, { source: more, version: 1 })).status()).toBe(200);
  const page = await signedIn("admin");
  await visit(page, "/settings/audit");
  await page.getByRole("searchbox", { name: "Search the audit" }).fill(name);
  await expect(entries(page)).toHaveCount(2);
  await entries(page).first().getByText("edited the draft of").click();
  await expect(entries(page).first().getByText("“Size” also takes huge.")).toBeVisible();
  await expect(entries(page).first().getByLabel("Changed lines", { exact: true })).toContainText(
    "+    size: { type: string",
  );
  await expectAccessible(page);
  await rest("author").delete(`/drafts/${begun.id}`);
});

test("who may not read the audit is told so, and shown no way there", async ({ signedIn }) => {
  const page = await signedIn("developer");
  await visit(page, "/settings/audit");
  await expect(page.getByText("Only an auditor or an admin may read the audit.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Audit", exact: true })).toHaveCount(0);
});
