import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const titled = ["document-title"];
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** The page as it stands, light and dark, on a desk and on a phone: nothing that axe finds, nothing that sticks out. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.setViewportSize(desk);
  // A page that is drawn anew has no title for a moment, which axe may meet.
  await expect(page).toHaveTitle(/\S/);
  await expectNoSideways(page, desk.width);
  await turn(page, "light");
  await expectNothingFound(page, new AxeBuilder({ page }).withTags(tags).disableRules(titled), "light");
  // Between light and dark only the colours differ, and between desk and phone only the rest; colours take long.
  await turn(page, "dark");
  await expectNothingFound(page, new AxeBuilder({ page }).withRules(["color-contrast"]), "dark");
  await page.setViewportSize(phone);
  await expectNoSideways(page, phone.width);
  await expectNothingFound(
    page,
    new AxeBuilder({ page }).withTags(tags).disableRules(["color-contrast", ...titled]),
    "on a phone",
  );
  await page.setViewportSize(desk);
}

async function expectNoSideways(page: Page, width: number): Promise<void> {
  const needed = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(needed, `${page.url()} fits into ${width}`).toBeLessThanOrEqual(width);
}

/** Colours that fade from one to the other would be measured on their way. */
async function turn(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation.effect?.getTiming().iterations !== Infinity) animation.finish();
  });
}

async function expectNothingFound(page: Page, axe: AxeBuilder, how: string): Promise<void> {
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
  );
  expect(found, `${page.url()}, ${how}`).toEqual([]);
}
