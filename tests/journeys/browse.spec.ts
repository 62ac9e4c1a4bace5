import { readdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test, visit, visitAgain } from "./journey.ts";

const all = readdirSync(path.resolve(import.meta.dirname, "../../offerings")).filter((file) =>
  file.endsWith(".yaml"),
).length;

/** Those of the files; journeys beside this one publish more. */
const expectAll = (page: Page) => expect.poll(() => offerings(page).count()).toBeGreaterThanOrEqual(all);

const offerings = (page: Page) => page.getByRole("list", { name: "Offerings" }).getByRole("listitem");

test("a stranger is asked to sign in and then gets where they wanted to go", async ({ stranger }) => {
  const page = await stranger();
  await visit(page, "/catalog/postgresql");
  await expect(page).toHaveURL(/\/signin\?from=/);
  await page.getByRole("button", { name: "Demo developer" }).click();
  await expect(page.getByRole("heading", { name: "PostgreSQL database" })).toBeVisible();

  await page.getByRole("button", { name: "Demo developer" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Who do you want to be?" })).toBeVisible();
  await visit(page, "/requests");
  await expect(page).toHaveURL(/\/signin/);
});

test("the catalog is searched while typing, by title, summary, tag and team", async ({ signedIn }) => {
  const page = await signedIn("developer");
  await visit(page, "/");
  await expectAll(page);
  const search = page.getByRole("searchbox", { name: "Search offerings" });
  for (const [typed, found] of [
    ["redi", "Redis cache"],
    ["dead-letter queue, alert", "Message queue"],
    ["backup archive", "Object storage bucket"],
    ["Networking tls", "Public host name"],
  ] as const) {
    await search.fill(typed);
    await expect(offerings(page)).toHaveCount(1);
    await expect(offerings(page)).toContainText(found);
  }
  await expect(page).toHaveURL(/q=Networking.tls/);
  await visitAgain(page);
  await expect(search).toHaveValue("Networking tls");
  await expect(offerings(page)).toHaveCount(1);
});

test("a category narrows the catalog and says how many it holds", async ({ signedIn }) => {
  const page = await signedIn("developer");
  await visit(page, "/");
  const security = page.getByRole("group", { name: "Category" }).getByRole("button", { name: "Security 3" });
  await security.click();
  await expect(security).toHaveAttribute("aria-pressed", "true");
  await expect(offerings(page)).toHaveCount(3);
  await expect(page).toHaveURL(/category=security/);
});

test("a search that finds nothing says what to do, and undoes itself", async ({ signedIn }) => {
  const page = await signedIn("developer");
  await visit(page, "/?q=mainframe");
  await expect(page.getByText("Nothing found for “mainframe”")).toBeVisible();
  await expect(page.getByText("A shorter word finds more.")).toBeVisible();
  await page.getByRole("button", { name: /^Show all \d+ offerings$/ }).click();
  await expectAll(page);
});

test("an offering tells what it is, whose it is and which revision would be ordered", async ({ signedIn }) => {
  const page = await signedIn("developer");
  await visit(page, "/");
  await page.getByRole("link", { name: /PostgreSQL database/ }).click();
  const about = page.getByRole("region", { name: "About this offering" });
  await expect(about).toContainText("by Data Platform");
  await expect(about).toContainText("Ticket");
  await about.getByText("Read about it").click();
  await expect(about.getByRole("heading", { name: "What you get" })).toBeVisible();
  await expect(about.getByRole("listitem").first()).toHaveText("a host name, a port and a database with your name");
  await expect(page.getByRole("link", { name: "Runbook" })).toHaveAttribute(
    "href",
    "https://example.com/runbooks/postgresql",
  );
  await expect(page.getByRole("main").getByText("r1", { exact: true })).toBeVisible();
});

test("Ctrl-K goes anywhere", async ({ signedIn }) => {
  const page = await signedIn("developer");
  await visit(page, "/");
  await page.getByRole("heading", { name: "What do you need?" }).waitFor();
  await page.keyboard.press("Control+k");
  const anything = page.getByRole("combobox", { name: /Go to a page/ });
  await expect(anything).toBeFocused();
  await page.keyboard.type("host name");
  await expect(page.getByRole("option", { selected: true })).toContainText("Public host name");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Public host name" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("no such thing");
  await expect(page.getByText("Nothing is called “no such thing”. Try a shorter word.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(anything).toBeHidden();
});

test("the theme somebody chooses stays", async ({ signedIn }) => {
  const page = await signedIn("developer", { colorScheme: "light" });
  await visit(page, "/");
  await page.getByRole("button", { name: "Demo developer" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await expect.poll(ground).toBe("rgb(19, 19, 18)");
  await visitAgain(page);
  expect(await ground()).toBe("rgb(19, 19, 18)");
});
