import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit } from "./journey.ts";
import { placeOrder, stepOf } from "./order-form.ts";
import type { Rest, User } from "./rest.ts";
import { editor, openDesk, preview, problems, writeAtEnd } from "./studio-desk.ts";

// Each is a long way, with several pages that are looked at in every light.
test.describe.configure({ timeout: 240_000 });

/** An offering that a team fulfils by hand, as short as it may be. */
const report = (name: string, owner: string) => `apiVersion: pao/v1
kind: Offering
metadata:
  name: ${name}
  title: Report ${name}
  summary: A report, made by hand.
  owner: ${owner}
  category: reports
inputs:
  type: object
  required: [subject]
  properties:
    subject: { type: string, title: Subject }
fulfillment:
  steps:
    - id: make
      title: Make the report
      uses: manual
      with: { team: ${owner}, instructions: "About \${{ inputs.subject }}." }
`;

const policy = (id: string, message: string) => `policies:
  - id: ${id}
    when: \${{ request.environment == 'prod' }}
    effect: warn
    message: ${message}
`;

/** A team with these authors. */
async function teamWith(admin: Rest, authors: readonly User[]): Promise<string> {
  const team = unique("crew");
  expect((await admin.post("/teams", { name: team, title: `Crew ${team}` })).status()).toBe(201);
  for (const author of authors) expect((await admin.put(`/teams/${team}/members/${author}/author`)).ok()).toBe(true);
  return team;
}

/** Publishes a revision as its author does: the first one, or another of an offering. */
async function publishedBy(author: Rest, source: string, offering?: string): Promise<void> {
  const begun = await author.post("/drafts", { source, ...(offering === undefined ? {} : { offering }) });
  expect(begun.status(), await begun.text()).toBe(201);
  const { id, version }: { id: string; version: number } = await begun.json();
  const published = await author.post(`/drafts/${id}/publish`, { version, note: "As it should be." });
  expect(published.ok(), await published.text()).toBe(true);
}

/** What is saved of an offering's open draft; of a proposal for who has begun one. */
async function savedOf(author: Rest, name: string): Promise<string> {
  const { items }: { items: { id: string }[] } = await (await author.get(`/drafts?offering=${name}`)).json();
  const [draft] = items;
  if (!draft) return "";
  const { source }: { source: string } = await (await author.get(`/drafts/${draft.id}`)).json();
  return source;
}

test("a new author goes from nothing to an offering that a developer orders, and begins another as its copy", async ({
  signedIn,
}) => {
  const title = unique("Badge");
  const name = title.toLowerCase();
  const author = await signedIn("author");
  await visit(author, "/studio");
  await expect(author.getByRole("region", { name: "Yours to write" })).toContainText("PostgreSQL database");
  await expectAccessible(author);
  await author.getByRole("link", { name: "New offering" }).click();
  const begin = author.getByRole("button", { name: "Begin", exact: true });
  await begin.click();
  await expect(author.getByLabel("Title")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(author);
  await author.getByLabel("Title").fill(title);
  await expect(author.getByLabel("Name", { exact: true })).toHaveValue(name);
  // Journeys beside this one put the author into more teams.
  await author.getByRole("combobox", { name: "Team" }).fill("Data");
  await author.getByRole("option", { name: "Data Platform" }).click();
  await begin.click();
  await expect(author.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await expect(problems(author)).toContainText("No problems.");

  await writeAtEnd(author, 'outputs:\n  on: { title: On the badge, value: "${{ inputs.naem }}" }\nlinkz: []');
  await expect(problems(author)).toContainText("linkz");
  await author.getByRole("button", { name: "Publish" }).click();
  const publishing = author.getByRole("dialog", { name: `Publish revision 1 of ${title}` });
  await expect(publishing.getByRole("alert")).toContainText("linkz");
  await publishing.getByRole("button", { name: "Go to the first one" }).click();
  await expect(editor(author)).toBeFocused();
  await author.keyboard.press("ControlOrMeta+End");
  await author.keyboard.press("Shift+Home");
  await author.keyboard.press("Delete");
  const slip = problems(author).getByRole("listitem").filter({ hasText: "inputs.naem" });
  await expect(slip).toBeVisible();
  await expectAccessible(author);
  await slip.getByRole("button", { name: "Fix" }).click();
  await expect(problems(author)).toContainText("No problems.");
  await expect(editor(author)).toContainText("inputs.name }}");

  await preview(author).getByLabel("Name", { exact: true }).fill("Ada");
  await preview(author).getByRole("tab", { name: "Plan" }).click();
  await expect(preview(author)).toContainText("Set it up");
  await author.getByRole("button", { name: "Dry run" }).click();
  const dry = author.getByRole("dialog", { name: `Dry run of ${title}` });
  await dry.getByRole("button", { name: "Run it dry" }).click();
  await expect(dry.getByRole("region", { name: "What it would do" })).toContainText(
    /nothing was made|No problem was found/,
  );
  await dry.getByRole("button", { name: "Close" }).last().click();
  await author.getByRole("button", { name: "More" }).click();
  await author.getByRole("menuitem", { name: "Test order" }).click();
  const testing = author.getByRole("dialog", { name: `Test order of ${title}` });
  await testing.getByRole("button", { name: "Place the test order" }).click();
  await expect(testing.getByRole("status")).toContainText(/REQ-\d+ is on its way/);
  await testing.getByRole("button", { name: "Back to the draft" }).click();

  await author.getByRole("button", { name: "Publish" }).click();
  await publishing.getByLabel("Change note").fill("Badges are ordered here now.");
  await publishing.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(author.getByText("Revision 1 is published.")).toBeVisible();

  const developer = await signedIn("developer");
  await visit(developer, `/catalog/${name}`);
  await expect(developer.getByText("no orders yet")).toBeVisible();
  await developer.getByLabel("Environment").selectOption("dev");
  await developer.getByRole("button", { name: "Continue" }).click();
  await developer.getByLabel("Name", { exact: true }).fill("Grace");
  await developer.getByRole("button", { name: "Continue" }).click();
  await placeOrder(developer);
  await expect(stepOf(developer, "Set it up")).toBeVisible();

  await visit(author, "/studio/new");
  await author.getByText("A copy", { exact: true }).click();
  await author.getByRole("combobox", { name: "Copy of" }).fill(title);
  await author.getByRole("option", { name: title }).click();
  await author.getByLabel("Title").fill(`${title} for guests`);
  await begin.click();
  await expect(author.getByRole("heading", { name: `${title} for guests`, level: 1 })).toBeVisible();
  await expect(author.getByText("Draft, not published yet")).toBeVisible();
  await expect(preview(author).getByLabel("Name", { exact: true })).toBeVisible();
  await expect(problems(author)).toContainText("No problems.");
  await author.getByRole("button", { name: "More" }).click();
  await author.getByRole("menuitem", { name: "Discard" }).click();
  await author.getByRole("button", { name: "Discard the draft" }).click();
  await expect(author.getByRole("heading", { name: "Studio", level: 1 })).toBeVisible();
  await expect(author.getByText(`${title} for guests`)).toHaveCount(0);
});

test("two authors of a team know of each other, and when both have changed the same text nothing is lost", async ({
  signedIn,
  rest,
  provoked,
}) => {
  provoked.push(/ERR_FAILED/);
  const team = await teamWith(rest("admin"), ["author", "approver"]);
  const name = unique("shared");
  await publishedBy(rest("author"), report(name, team));
  const ada = await signedIn("author");
  await openDesk(ada, name);
  await writeAtEnd(ada, "# from Ada\n");
  await expect(ada.getByText("Draft of revision 1")).toBeVisible();
  await expect.poll(() => savedOf(rest("author"), name)).toContain("# from Ada");

  const grace = await signedIn("approver");
  await openDesk(grace, name);
  await expect(grace.getByText("Demo author is editing this too")).toBeVisible();
  // Whoever is alone looks every quarter of a minute.
  await expect(ada.getByText("Demo approver is editing this too")).toBeVisible({ timeout: 40_000 });

  // Nothing that Ada sends arrives.
  await ada.route("**/studio/*", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await writeAtEnd(ada, "# from Ada, alone\n");
  await expect(ada.getByText("not saved, trying again")).toBeVisible();
  await writeAtEnd(grace, "# from Grace\n");
  await expect.poll(() => savedOf(rest("author"), name)).toContain("# from Grace");
  await ada.unroute("**/studio/*");
  // It may have tried again by itself meanwhile, which is the same.
  await ada.evaluate(() => window.dispatchEvent(new Event("online")));
  const conflict = ada.getByRole("alert").filter({ hasText: "Demo approver saved this" });
  await expect(conflict).toBeVisible();
  expect(await savedOf(rest("author"), name)).not.toContain("alone");
  await conflict.getByRole("button", { name: "See what differs" }).click();
  const two = ada.getByRole("dialog", { name: "Two texts" });
  await expect(two.getByRole("table")).toContainText("# from Ada, alone");
  await expect(two.getByRole("table")).toContainText("# from Grace");
  await expectAccessible(ada);
  await two.getByRole("button", { name: "Keep mine as a new save" }).click();
  await expect.poll(() => savedOf(rest("author"), name)).toContain("# from Ada, alone");
  // Who has typed nothing since follows.
  await expect(editor(grace)).toContainText("# from Ada, alone", { timeout: 40_000 });
  await expect(grace.getByText(/Demo author saved this .*, and you see it here/)).toBeVisible();

  await writeAtEnd(ada, "# typed and left\n");
  await ada.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Studio" }).click();
  await expect(ada.getByRole("heading", { name: "Studio", level: 1 })).toBeVisible();
  await expect.poll(() => savedOf(rest("author"), name)).toContain("# typed and left");
  await ada.goBack();
  await expect(editor(ada)).toContainText("# typed and left");
});

test("an author of another team reads and proposes; the owners publish one proposal and decline another", async ({
  signedIn,
  rest,
}) => {
  const team = await teamWith(rest("admin"), ["author"]);
  await teamWith(rest("admin"), ["manager"]);
  const name = unique("owned");
  await publishedBy(rest("author"), report(name, team));
  const other = await signedIn("manager");
  await visit(other, `/catalog/${name}`);
  await other.getByRole("link", { name: "Propose a change" }).click();
  await expect(other.getByText(`Crew ${team} owns this offering`)).toBeVisible();
  await expect(editor(other)).toHaveAttribute("aria-readonly", "true");
  await expect(other.getByRole("button", { name: "Publish" })).toHaveCount(0);
  await expect(preview(other).getByLabel("Subject")).toBeVisible();
  await expectAccessible(other);
  await other.getByRole("button", { name: "Propose a change" }).click();
  await expect(other.getByText("Nobody else sees it until you send it")).toBeVisible();
  await writeAtEnd(other, policy("careful", "Reports of production are read by many."));
  await other.getByRole("button", { name: `Send to ${team}` }).click();
  const sending = other.getByRole("dialog", { name: `Send to ${team}` });
  await sending.getByRole("button", { name: "Send", exact: true }).click();
  await expect(sending.getByLabel("What it is for")).toHaveAttribute("aria-invalid", "true");
  await sending.getByLabel("What it is for").fill("Warn before production.");
  await sending.getByRole("button", { name: "Send", exact: true }).click();
  await expect(other.getByText(`Sent to ${team}: its authors publish or decline it.`, { exact: false })).toBeVisible();

  const owner = await signedIn("author");
  await visit(owner, "/studio");
  await owner
    .getByRole("region", { name: "Proposals" })
    .getByRole("link", { name: `Report ${name}` })
    .click();
  await expect(owner.getByRole("heading", { name: "Proposal of Demo manager", level: 1 })).toBeVisible();
  await expect(owner.getByRole("region", { name: "What changes" })).toContainText("careful");
  await expect(owner.getByRole("region", { name: "Problems" })).toContainText("No problems.");
  await expectAccessible(owner);
  await owner.getByRole("button", { name: "Publish" }).click();
  const publishing = owner.getByRole("dialog", { name: /^Publish revision 2/ });
  await expect(publishing.getByLabel("Change note")).toHaveValue("Warn before production.");
  await expect(publishing.getByRole("region", { name: "What it means" })).toContainText("No request runs now.");
  await expectAccessible(owner);
  await publishing.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(owner.getByText("Revision 2 is published.")).toBeVisible();

  await openDesk(other, name);
  await expect(other.getByText("Demo author published your proposal as revision 2.")).toBeVisible();
  await other.getByRole("button", { name: "Propose a change" }).click();
  await expect(other.getByText("Nobody else sees it until you send it")).toBeVisible();
  await writeAtEnd(other, "# a remark\n");
  await other.getByRole("button", { name: `Send to ${team}` }).click();
  await sending.getByLabel("What it is for").fill("A remark.");
  await sending.getByRole("button", { name: "Send", exact: true }).click();
  await expect(other.getByText(`Sent to ${team}`)).toBeVisible();

  await publishedBy(rest("author"), report(name, team).replace("made by hand", "made with care"), name);
  await openDesk(owner, name);
  await owner.getByRole("link", { name: /Demo manager, “A remark.”/ }).click();
  await expect(owner.getByText("Begun from revision 2; revision 3 was published since.")).toBeVisible();
  await expect(owner.getByRole("region", { name: "What is proposed" })).toContainText("in revision 2");
  await expectAccessible(owner);
  await owner.getByRole("button", { name: "Decline" }).click();
  const declining = owner.getByRole("dialog", { name: "Decline this proposal?" });
  await declining.getByLabel("Reason").fill("Remarks belong into the description.");
  await declining.getByRole("button", { name: "Decline", exact: true }).click();
  await expect(owner.getByRole("heading", { name: `Report ${name}`, level: 1 })).toBeVisible();
  await openDesk(other, name);
  await expect(other.getByText("Demo author declined your proposal.")).toBeVisible();
  await expect(other.getByText("Remarks belong into the description.")).toBeVisible();
  await other.getByRole("link", { name: "See what you proposed" }).click();
  await expect(other.getByRole("region", { name: "Lines" })).toContainText("# a remark");
  await expect(other.getByText("Revision 3 was published since")).toBeVisible();
  await expect(other.getByRole("button", { name: "Copy the text" })).toBeVisible();
});
