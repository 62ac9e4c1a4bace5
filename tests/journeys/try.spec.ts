import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit } from "./journey.ts";
import { openDesk } from "./studio-desk.ts";

const text = (name: string) => `apiVersion: pao/v1
kind: Offering
metadata:
  name: ${name}
  title: Pond ${name}
  summary: Water for a while.
  owner: data-platform
  category: databases
inputs:
  type: object
  required: [name]
  properties:
    name: { type: string, title: Name }
fulfillment:
  steps:
    - id: ticket
      title: Tell the others
      uses: jira-issue
      blocking: false
      with: { project: DBA, issueType: Task, summary: "Fill \${{ inputs.name }}" }
    - id: fill
      title: Fill it
      uses: http
      connection: platform
      with: { method: PUT, path: "/v1/buckets/\${{ inputs.name }}", body: { region: "eu-1" } }
operations:
  retire:
    title: Drain
    fulfillment:
      steps:
        - { id: note, title: Note it, uses: manual, with: { team: data-platform, instructions: Drain it. } }
`;

test("a draft is run dry and ordered as a test, which stands apart from real orders", async ({ signedIn, rest }) => {
  const name = unique("pond");
  expect((await rest("author").post("/drafts", { source: text(name) })).status()).toBe(201);
  const page = await signedIn("author");
  await openDesk(page, name);
  await page.getByRole("button", { name: "Dry run" }).click();
  const dry = page.getByRole("dialog", { name: `Dry run of Pond ${name}` });
  await dry.getByRole("button", { name: "Run it dry" }).click();
  await dry.getByRole("button", { name: "Name", exact: true }).click();
  const question = page.getByRole("region", { name: "Preview" }).getByLabel("Name");
  await expect(question).toBeFocused();
  await question.fill(name);

  await page.getByRole("button", { name: "Dry run" }).click();
  await dry.getByRole("button", { name: "Run it dry" }).click();
  await expect(dry.getByText("The outside would take all of it, and nothing was made.")).toBeVisible();
  await expect(dry.getByText("Jira takes a Task in DBA with these fields.")).toBeVisible();
  await dry.getByText("Exact payload").first().click();
  await expect(dry.getByText(`Fill ${name}`).first()).toBeVisible();
  await expectAccessible(page);
  await dry.getByRole("button", { name: "Close" }).first().click();

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Test order…" }).click();
  const order = page.getByRole("dialog", { name: `Test order of Pond ${name}` });
  await expectAccessible(page);
  await order.getByRole("button", { name: "Place the test order" }).click();
  await order.getByRole("link", { name: /^Follow REQ-/ }).click();

  await expect(page.getByText(`draft of ${name}, not published yet`)).toBeVisible();
  await expect(page.locator("header").getByText("Test", { exact: true })).toBeVisible();
  await expect(page.getByText("Completed").first()).toBeVisible();
  await expectAccessible(page);

  await visit(page, `/requests?text=${name}`);
  await expect(page.getByText("No request fits")).toBeVisible();
  await page.getByLabel("Test orders").selectOption("Test orders only");
  await page.getByRole("link", { name }).first().click();
  await page.getByRole("link", { name: "Resource", exact: true }).click();
  await expect(page.locator("header").getByText("Test", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Drain" })).toBeVisible();
  await expectAccessible(page);
});
