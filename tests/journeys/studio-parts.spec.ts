import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit } from "./journey.ts";
import type { Rest } from "./rest.ts";
import { editor, openDesk } from "./studio-desk.ts";

const byHand = (name: string) => `apiVersion: pao/v1
kind: Offering
metadata:
  name: ${name}
  title: Cache ${name}
  summary: A cache, set up by hand.
  owner: data-platform
  category: databases
inputs:
  type: object
  required: [name]
  properties:
    # becomes the host name
    name: { type: string, title: Name, pattern: "^[a-z][a-z0-9-]{2,28}$" }
    memory_mib: { type: integer, title: Memory, enum: [256, 1024], default: 256 }
policies:
  - id: large-in-prod
    when: "\${{ request.environment == 'prod' && inputs.memory_mib == 1024 }}"
    effect: warn
    message: Large caches are looked at every quarter.
fulfillment:
  steps:
    - id: cache
      title: Set up the cache
      uses: jira-issue
      with:
        project: DBA
        issueType: Task
        summary: "Cache \${{ inputs.name }} of \${{ inputs.memory_mib }} MiB"
    - id: told
      title: Tell the team
      uses: manual
      needs: [cache]
      blocking: false
      with: { team: data-platform, instructions: "The ticket was \${{ steps.cache.outputs.key }}." }
`;

const tab = (page: Page, name: string) => page.getByRole("tab", { name });
/** Publishes a new offering. */
async function publish(author: Rest, source: string, note: string): Promise<void> {
  const begun = await author.post("/drafts", { source });
  expect(begun.status(), await begun.text()).toBe(201);
  const { id, version }: { id: string; version: number } = await begun.json();
  const published = await author.post(`/drafts/${id}/publish`, { version, note });
  expect(published.ok(), await published.text()).toBe(true);
}

test("somebody who knows no schema asks one more question, and puts a module in place of the ticket", async ({
  signedIn,
  rest,
}) => {
  const name = unique("cache");
  await publish(rest("author"), byHand(name), "By ticket.");
  const page = await signedIn("author");
  await openDesk(page, name);

  await tab(page, "Questions").click();
  await expect(page.getByRole("list", { name: "Questions" }).getByRole("listitem")).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add a question" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Question").fill("What happens when it is full?");
  await dialog.getByLabel("Name").fill("eviction");
  await dialog.getByLabel("Kind of answer").selectOption({ label: "Choice of one" });
  await dialog.getByRole("button", { name: "Add to Choices" }).click();
  await dialog.getByLabel("Value").first().fill("noeviction");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByRole("list", { name: "Questions" })).toContainText("One of noeviction");

  await tab(page, "Fulfilment").click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Automate this step of Set up the cache" }).click();
  await dialog.getByRole("button", { name: /^Terraform/ }).click();
  await dialog.getByLabel("Module").selectOption("modules/redis");
  await expect(dialog.getByLabel("memory_mib")).toHaveValue("${{ inputs.memory_mib }}");
  await expect(dialog.getByLabel("eviction")).toHaveValue("${{ inputs.eviction }}");
  await expect(dialog.getByLabel("team")).toHaveValue("${{ request.team }}");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "See what changes" }).click();
  await expect(dialog).toContainText("“Set up the cache” moves from Jira to Terraform.");
  // The ticket's key is read by the step behind it.
  await expect(dialog).toContainText("steps.cache.outputs.key");
  await dialog.getByRole("button", { name: "Write it as it is" }).click();
  await expect(page.getByRole("list", { name: "Steps" }).getByRole("listitem").first()).toContainText("Terraform");

  await expect(page.getByRole("region", { name: "Path to automation" })).toHaveText(
    /revision 1 · ticket.*this draft · Terraform/,
  );

  await tab(page, "Policies").click();
  await expectAccessible(page);
  await page.getByRole("list", { name: "Policies" }).getByText("large-in-prod").click();
  await expect(editor(page)).toContainText("# becomes the host name");
  await expect(page.getByRole("region", { name: "Problems" })).toContainText("steps.cache.outputs.key");
});

test("the page of an offering shows the path it took from ticket to automation", async ({ signedIn, rest }) => {
  const name = unique("cache");
  const author = rest("author");
  await publish(author, byHand(name), "By ticket.");
  const begun = await author.post("/drafts", { offering: name });
  const { id, version }: { id: string; version: number } = await begun.json();
  const automated = byHand(name).replace(
    /uses: jira-issue\n {6}with:\n(?: {8}.*\n)+/,
    `uses: http\n      connection: platform\n      with: { method: PUT, path: "/v1/caches/\${{ inputs.name }}" }\n`,
  );
  const source = automated.replace("The ticket was ${{ steps.cache.outputs.key }}.", "It is there.");
  const saved = await author.put(`/drafts/${id}`, { source, version });
  expect(saved.ok(), await saved.text()).toBe(true);
  const published = await author.post(`/drafts/${id}/publish`, { version: version + 1, note: "By itself." });
  expect(published.ok(), await published.text()).toBe(true);
  const page = await signedIn("developer");
  await visit(page, `/catalog/${name}`);
  const path = page.getByRole("region", { name: "Path to automation" });
  await expect(path.getByRole("listitem")).toHaveText(["revision 1 · ticket", "revision 2 · HTTP"]);
  await expectAccessible(page);
});
