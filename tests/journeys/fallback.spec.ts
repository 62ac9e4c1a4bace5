import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit } from "./journey.ts";
import { stateOf, stepOf } from "./order-form.ts";
import { moveTicket } from "./sandbox.ts";

const document = (name: string) => `
apiVersion: pao/v1
kind: Offering
metadata: { name: ${name}, title: Ledger ${name}, summary: A ledger., owner: data-platform, category: databases }
inputs: { type: object, required: [name], properties: { name: { type: string, title: Name } } }
fulfillment:
  steps:
    - id: ledger
      title: Make the ledger
      uses: http
      connection: platform
      with: { method: POST, path: /v1/nowhere/at/all, body: { name: "\${{ inputs.name }}" } }
      fallback:
        uses: jira-issue
        with: { project: DBA, issueType: Task, summary: "Make the ledger \${{ inputs.name }} by hand" }
`;

test("what a machine can't do becomes the ticket that the offering names, and the request goes on with it", async ({
  signedIn,
  rest,
}) => {
  const name = unique("ledger");
  const author = rest("author");
  const begun = await author.post("/drafts", { source: document(name) });
  expect(begun.status()).toBe(201);
  const { id, version } = (await begun.json()) as { id: string; version: number };
  expect((await author.post(`/drafts/${id}/publish`, { version, note: "For a journey." })).ok()).toBe(true);
  const page = await signedIn("developer");
  await visit(page, `/catalog/${name}`);
  const number = await rest("developer").order({ offering: name, inputs: { name } });
  await visit(page, `/requests/${number}`);
  const step = stepOf(page, "Make the ledger");
  await expect(step.getByText("Fallback")).toBeVisible();
  await expect(step).toContainText("takes the place of what was planned here (HTTP), which failed.");
  await expect(page.getByText("A ticket takes the place of Make the ledger, which failed")).toBeVisible();
  await expectAccessible(page);
  const [ticket] = await Promise.all([
    page.waitForEvent("popup"),
    step.getByRole("link", { name: /^Open DBA-/ }).click(),
  ]);
  await expect(ticket.getByRole("heading", { name: "Why it failed" })).toBeVisible();
  await moveTicket(ticket, "Done");
  await expect(stateOf(page)).toHaveText("Completed");
});
