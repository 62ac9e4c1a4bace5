import { expect, signIn, test, unique, visit } from "./journey.ts";
import { editor, openDesk, preview } from "./studio-desk.ts";

// A page that is open while its session ends is told so.
test.use({ provoked: [/status of 401/] });

const document = (name: string) => `apiVersion: pao/v1
kind: Offering
metadata: { name: ${name}, title: Report, summary: A report., owner: data-platform, category: reports }
fulfillment:
  steps: [{ id: make, uses: manual, with: { team: data-platform, instructions: Do it. } }]
`;

test("who types on after the session ended stays there, signs in, and finds every letter", async ({
  stranger,
  rest,
}) => {
  const name = unique("report");
  expect((await rest("author").post("/drafts", { source: document(name) })).status()).toBe(201);
  const page = await stranger();
  await signIn(page, "author");
  await openDesk(page, name);
  await page.context().clearCookies();
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("# typed after");
  const way = page.getByRole("link", { name: "signed in" });
  await expect(way).toBeVisible();
  // Something happens to a request of theirs meanwhile: what is drawn on the server would be drawn anew.
  const asked = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/me"));
  await page.evaluate(async () => {
    const [lock] = (await navigator.locks.query()).held?.filter((one) => one.name?.startsWith("pao-live-")) ?? [];
    new BroadcastChannel(lock?.name ?? "").postMessage(null);
  });
  expect((await asked).status()).toBe(401);
  await page.keyboard.type(" the end");
  await way.click();
  await page.getByRole("button", { name: "Demo author" }).click();
  await expect(editor(page)).toContainText("# typed after the end");
  await expect(page.getByText(/^saved .* ago$/)).toBeVisible();
});

test("a narrow preview begins with its first tab in sight", async ({ signedIn }) => {
  const page = await signedIn("author", { viewport: { width: 1440, height: 900 } });
  await visit(page, "/studio/postgresql-cluster");
  const tabs = preview(page).getByRole("tablist", { name: "Preview" });
  await expect(tabs.getByRole("tab", { name: "As HTTP call" })).toBeAttached();
  await expect(tabs.getByRole("tab", { name: "Form", exact: true })).toBeInViewport({ ratio: 1 });
  expect(await tabs.evaluate(({ scrollLeft }) => scrollLeft)).toBe(0);
});
