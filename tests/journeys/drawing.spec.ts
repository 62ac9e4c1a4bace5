import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit } from "./journey.ts";

test("what waits for what is drawn beside the list, and the drawing follows the request", async ({
  signedIn,
  rest,
}) => {
  const developer = rest("developer");
  const number = await developer.order({ offering: "message-queue", inputs: { name: unique("drawn") } });
  const { steps } = await developer.reaches(number, "completed");
  const page = await signedIn("developer");
  await visit(page, `/requests/${number}`);
  const list = page.getByRole("list", { name: "Steps" });
  await expect(list.getByRole("listitem")).toHaveCount(steps.length);
  await page.getByRole("button", { name: "Graph" }).click();
  await expect(list).toHaveCount(0);
  const drawing = page.getByRole("img", { name: `${steps.length} steps and what they wait for` });
  const boxes = drawing.locator(".react-flow__node");
  await expect(boxes).toHaveCount(steps.length);
  for (const box of await boxes.all()) await expect(box).toBeInViewport();
  await expect(drawing.locator('[aria-label="Completed"]').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "List" }).click();
  await expect(list).toBeVisible();
});
