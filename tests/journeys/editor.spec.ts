import type { Page } from "@playwright/test";
import { expect, test, unique } from "./journey.ts";
import { editor, openDesk, problems } from "./studio-desk.ts";

const document = (name: string) => `apiVersion: pao/v1
kind: Offering
metadata: { name: ${name}, title: Report, summary: A report., owner: data-platform, category: reports }
inputs:
  type: object
  required: [subject]
  properties:
    subject: { type: string, title: Subject, description: What it is about. }
    cost-center: { type: string, title: Cost center }
fulfillment:
  steps:
    - id: make
      uses: manual
      with:
        team: data-platform
        instructions: For \${{ inputs.subject }}
`;

const options = (page: Page) => page.locator(".cm-tooltip-autocomplete [role=option]");

/** A list takes keys a moment after it has opened, and a machine is quicker; until then Tab does nothing. */
async function take(page: Page, text: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(editor(page)).toContainText(text, { timeout: 500 });
  }).toPass();
}

/** The cursor behind the last letter of the document. */
async function toEnd(page: Page): Promise<void> {
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("Backspace");
}

test("an author is offered what may be written, told what is wrong, and mends it without a pointer", async ({
  signedIn,
  rest,
}) => {
  const name = unique("report");
  expect((await rest("author").post("/drafts", { source: document(name) })).status()).toBe(201);
  const page = await signedIn("author");
  await openDesk(page, name);
  await expect(problems(page)).toContainText("Nothing reads the answer to cost-center");

  // In an expression: what may be read there, written as it has to be.
  await toEnd(page);
  await page.keyboard.type(" at ${{ inputs.");
  await expect(options(page)).toHaveText([/^subject/, /^cost-center/]);
  await page.keyboard.type("co");
  await expect(options(page)).toHaveText([/^cost-center/]);
  await take(page, '${{ inputs[?"cost-center"].orValue("")}}');

  await expect(problems(page)).not.toContainText("Nothing reads");

  // A name of the document, with what begins behind it.
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("bloc");
  await expect(options(page)).toHaveText([/^blocking/]);
  await take(page, "blocking:");
  await page.keyboard.type('"false"');
  await expect(problems(page)).toContainText("blocking has to be true or false");

  // The next problem, its fix, and the way back.
  await page.keyboard.press("ControlOrMeta+.");
  await expect(problems(page)).not.toContainText("blocking");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(problems(page)).toContainText("blocking has to be true or false");
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("F8");
  await page.keyboard.press("ControlOrMeta+.");
  await expect(problems(page)).not.toContainText("blocking");

  // A word says what it means.
  await editor(page).getByText("subject", { exact: true }).first().hover();
  await expect(page.locator(".cm-hover")).toBeVisible();

  // Tab stays in the text, Escape lets it go, also from a selection.
  await editor(page).focus();
  await page.keyboard.press("Tab");
  await expect(editor(page)).toBeFocused();
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(editor(page)).not.toBeFocused();
});
