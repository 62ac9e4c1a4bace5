import { expect, type Page } from "@playwright/test";
import { visit } from "./journey.ts";

/** The document as somebody writes it: its lines are drawn as far as they are in sight. */
export const editor = (page: Page) => page.getByRole("textbox", { name: "Document" });

export const problems = (page: Page) => page.getByRole("region", { name: "Problems" });

export const preview = (page: Page) => page.getByRole("region", { name: "Preview" });

/** Opens a document and waits until it can be written in. */
export async function openDesk(page: Page, name: string): Promise<void> {
  await visit(page, `/studio/${name}`);
  await expect(editor(page)).toBeVisible();
}

/** Writes at the end of the document, as somebody does who pastes it. */
export async function writeAtEnd(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await paste(page, text);
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("ControlOrMeta+v");
}
