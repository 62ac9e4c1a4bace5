import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit } from "./journey.ts";
import type { Rest } from "./rest.ts";

const text = (name: string, size: string, zone = "") => `apiVersion: pao/v1
kind: Offering
metadata:
  name: ${name}
  title: Shelf ${name}
  summary: A place on a shelf.
  owner: data-platform
  category: databases
inputs:
  type: object
  required: [name, size${zone === "" ? "" : ", zone"}]
  properties:
    name: { type: string, title: Name }
    size: { type: string, title: Size, enum: [${size}], default: small }${zone}
fulfillment:
  steps:
    - id: clear
      title: Clear a place
      uses: manual
      with: { team: data-platform, instructions: "Clear a place for \${{ inputs.name }}, \${{ inputs.size }}." }
`;
const asksZone = "\n    zone: { type: string, title: Zone }";

/** Publishes a text as its next revision. */
async function publish(author: Rest, source: string, offering?: string): Promise<void> {
  const begun = await author.post("/drafts", offering === undefined ? { source } : { offering, source });
  expect(begun.status(), await begun.text()).toBeLessThan(300);
  const { id, version }: { id: string; version: number } = await begun.json();
  const done = await author.post(`/drafts/${id}/publish`, { version, note: "For a journey." });
  expect(done.status(), await done.text()).toBe(200);
}

const said = (page: Page, title: string) => page.getByRole("dialog", { name: title });

test("an author compares, rolls back, deprecates, retires and offers again; whoever orders is told each time", async ({
  signedIn,
  rest,
}) => {
  const [name, next] = [unique("shelf"), unique("shelf-next")];
  const title = `Shelf ${name}`;
  const [author, developer] = [rest("author"), rest("developer")];
  await publish(author, text(next, "small"));
  await publish(author, text(name, "small, large"));
  const running = await developer.order({ offering: name, inputs: { name: "books", size: "large" } });
  await publish(author, text(name, "small", asksZone), name);

  const page = await signedIn("author");
  await visit(page, `/catalog/${name}/revisions`);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Compare with r1" }).click();
  await expect(page.getByText("It also asks “Zone”, which has to be answered.")).toBeVisible();
  await expect(page.getByText("The one order of the past, made again just as it was:")).toBeVisible();
  await expect(page.getByRole("link", { name: running }).first()).toBeVisible();
  await expect(page.getByText("One request runs now and stays on revision 1.")).toBeVisible();
  await expect(page.getByRole("row", { name: "added" })).toHaveCount(3);
  await expectAccessible(page);

  await visit(page, `/catalog/${name}/revisions`);
  await page.getByRole("button", { name: "Roll back to it" }).click();
  const back = said(page, `Roll ${title} back to revision 1`);
  await expect(back.getByText("It no longer asks “Zone”.")).toBeVisible();
  await back.getByRole("button", { name: "Roll back" }).click();
  await expect(back.getByText("Say in a sentence why you go back.")).toBeVisible();
  await back.getByLabel("Change note").fill("Zones are not there yet.");
  await expectAccessible(page);
  await back.getByRole("button", { name: "Roll back" }).click();
  await expect(page.getByText("Rolled back to revision 1. Zones are not there yet.")).toBeVisible();

  await page.getByRole("button", { name: "Deprecate" }).click();
  const end = said(page, `Deprecate ${title}`);
  await end.getByRole("combobox", { name: "What to use instead" }).fill(next);
  await page.getByRole("option", { name: `Shelf ${next}` }).click();
  await end.getByLabel("Change note").fill("The next one is wider.");
  await end.getByRole("button", { name: "Deprecate" }).click();
  await expect(page.getByText("It is deprecated.")).toBeVisible();

  const orders = await signedIn("developer");
  await visit(orders, `/?q=${name}`);
  await expect(orders.getByRole("link", { name: title })).toContainText(`Use Shelf ${next} instead.`);
  await visit(orders, `/catalog/${name}`);
  await expect(orders.getByRole("link", { name: `Shelf ${next}` })).toBeVisible();

  await page.getByRole("button", { name: "Retire" }).click();
  const gone = said(page, `Retire ${title}`);
  await expect(gone.getByText("One request of it runs now and goes on.")).toBeVisible();
  await gone.getByLabel("Why, and what to do instead").fill("The shelf is full.");
  await gone.getByRole("button", { name: "Retire" }).click();
  await expect(page.getByText("It is retired: it can't be ordered any more.")).toBeVisible();

  await visit(orders, `/?q=${name}`);
  await expect(orders.getByText(`Nothing found for “${name}”`)).toBeVisible();
  await visit(orders, `/catalog/${name}`);
  await expect(orders.getByText("The shelf is full.")).toBeVisible();
  await expect(orders.getByRole("button", { name: "Next" })).toHaveCount(0);
  await expectAccessible(orders);
  expect((await developer.request(running)).state).toBe("processing");

  await page.getByRole("button", { name: "Offer again" }).click();
  await said(page, `Offer ${title} again`).getByRole("button", { name: "Offer it again" }).click();
  await expect(page.getByRole("button", { name: "Retire" })).toBeVisible();
  await visit(orders, `/?q=${name}`);
  await expect(orders.getByRole("link", { name: title })).toBeVisible();
});
