import { expectAccessible } from "./axe.ts";
import { expect, test, unique, visit, visitAgain } from "./journey.ts";

test("an admin makes a team, its first member and project, and the member can order for it", async ({ signedIn }) => {
  const team = unique("payments");
  const page = await signedIn("admin");
  await visit(page, "/settings/teams");
  await page.getByRole("button", { name: "Add a team" }).click();
  const adding = page.getByRole("dialog", { name: "Add a team" });
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await expect(adding.getByLabel("Title")).toHaveAttribute("aria-invalid", "true");
  await adding.getByLabel("Title").fill(team.toUpperCase());
  await expect(adding.getByLabel("Name")).toHaveValue(team);
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("heading", { name: team.toUpperCase(), level: 1 })).toBeVisible();

  await page.getByRole("button", { name: "Add somebody" }).click();
  const joining = page.getByRole("dialog", { name: "Add somebody" });
  await joining.getByRole("combobox", { name: "Person" }).fill("manager");
  await page.getByRole("option", { name: "Demo manager" }).click();
  await joining.getByLabel("Author").check();
  await joining.getByRole("button", { name: "Add", exact: true }).click();
  const members = page.getByRole("region", { name: "Members" });
  await expect(members.getByRole("listitem")).toContainText(["Demo manager"]);
  await expect(members.getByRole("listitem")).toContainText(["Author"]);
  await expectAccessible(page);

  await page.getByRole("link", { name: "Add a project" }).click();
  const owning = page.getByRole("dialog", { name: "Add a project" });
  await expect(owning.getByRole("combobox", { name: "Team" })).toHaveValue(team.toUpperCase());
  await owning.getByLabel("Title").fill(`${team} web`);
  await owning.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("listitem").filter({ hasText: `${team}-web` })).toBeVisible();

  // Not the developer, whose only project other journeys order for.
  const member = await signedIn("manager");
  await visit(member, "/catalog/message-queue");
  await expect(member.getByLabel("Project")).toContainText(`${team} web`);
  await visit(member, `/settings/teams/${team}`);
  await expect(member.getByRole("heading", { name: team.toUpperCase(), level: 1 })).toBeVisible();
  await expect(member.getByRole("button", { name: "Remove" })).toHaveCount(0);
});

test("what a team owns keeps it, and the refusal says what; a title that somebody else changed is not lost", async ({
  signedIn,
  rest,
}) => {
  const team = unique("held");
  const admin = rest("admin");
  await admin.post("/teams", { name: team, title: "Held" });
  await admin.post("/projects", { name: `${team}-app`, title: "App", team });
  const page = await signedIn("admin");
  await visit(page, `/settings/teams/${team}`);
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove the team" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText(`it still has 1 project (${team}-app)`);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await admin.patch(`/teams/${team}`, { title: "Kept" });
  const changing = page.getByRole("dialog", { name: "Change Held" });
  await changing.getByLabel("Title").fill("Lost");
  await changing.getByRole("button", { name: "Save" }).click();
  await expect(changing.getByRole("alert")).toContainText("Somebody else has changed");
  await visitAgain(page);
  await expect(page.getByRole("heading", { name: "Kept", level: 1 })).toBeVisible();
});

test("an admin gives a role, lets somebody in no more, and in again", async ({ signedIn }) => {
  const page = await signedIn("admin");
  await visit(page, "/settings/people?text=approver");
  await page.getByRole("table").getByRole("link", { name: "Demo approver" }).click();
  await expect(page.getByRole("heading", { name: "Demo approver", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Give auditor" }).click();
  await expect(page.getByRole("button", { name: "Take away auditor" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Take away auditor" }).click();
  await expect(page.getByRole("button", { name: "Give auditor" })).toBeVisible();
  await visit(page, "/settings/people/admin");
  await expect(page.getByText("Make somebody else an admin first")).toBeVisible();
  await expect(page.getByRole("button", { name: "Take away admin" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Deactivate" })).toBeDisabled();
});

test("an admin orders the environments, and adds, changes and removes a var that offerings would miss", async ({
  signedIn,
}) => {
  const title = unique("Staging");
  const page = await signedIn("admin");
  await visit(page, "/settings/environments");
  await page.getByRole("button", { name: "Add an environment" }).click();
  const adding = page.getByRole("dialog", { name: "Add an environment" });
  await adding.getByLabel("Title").fill(title);
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  const rows = page.getByRole("main").getByRole("listitem");
  await expect(rows.last()).toContainText(title);
  await page.getByRole("button", { name: `Move ${title} up` }).click();
  await expect(rows.last()).not.toContainText(title);
  await expectAccessible(page);
  await page.getByRole("button", { name: `Remove ${title}` }).click();
  await page.getByRole("button", { name: "Remove the environment" }).click();
  await expect(page.getByText(title, { exact: true })).toHaveCount(0);

  await visit(page, "/settings/vars");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Change domain" }).click();
  const changing = page.getByRole("dialog", { name: "Change domain" });
  await changing.getByLabel("Kind").selectOption("number");
  await changing.getByLabel("Value").fill("many");
  await changing.getByRole("button", { name: "Save" }).click();
  await expect(changing.getByLabel("Value")).toHaveAttribute("aria-invalid", "true");
});

test("the lists of the settings are accessible, and what a reader may not change has no buttons", async ({
  signedIn,
}) => {
  const page = await signedIn("admin");
  await visit(page, "/settings/teams?text=o");
  await expect(page.getByRole("table")).toContainText("Checkout");
  await expectAccessible(page);
  await visit(page, "/settings/people");
  await expectAccessible(page);
  await visit(page, "/settings/projects");
  await expectAccessible(page);
  const developer = await signedIn("developer");
  await visit(developer, "/settings/teams");
  await expect(developer.getByRole("heading", { name: "Teams", level: 1 })).toBeVisible();
  await expect(developer.getByRole("button", { name: "Add a team" })).toHaveCount(0);
  await expect(developer.getByRole("link", { name: "Vars" })).toHaveCount(0);
  await visit(developer, "/settings/vars");
  await expect(developer.getByText("Only authors, auditors and admins may see the vars.")).toBeVisible();
});

test("requests are narrowed to a project and a person that are found by typing", async ({ signedIn, rest }) => {
  const name = unique("narrow");
  await rest("developer").order({ offering: "message-queue", inputs: { name } });
  const page = await signedIn("manager");
  await visit(page, `/requests?scope=all&text=${name}`);
  await page.getByRole("combobox", { name: "Person" }).fill("admin");
  await page.getByRole("option", { name: "Demo admin" }).click();
  await expect(page.getByText("No request fits")).toBeVisible();
  await page.getByRole("combobox", { name: "Person" }).fill("develop");
  await page.getByRole("option", { name: "Demo developer" }).click();
  await expect(page.getByRole("table").getByRole("link", { name })).toBeVisible();
  await page.getByRole("combobox", { name: "Project" }).fill("checkout");
  await page.getByRole("option", { name: "Checkout" }).click();
  await expect(page).toHaveURL(/project=checkout/);
  await visitAgain(page);
  await expect(page.getByRole("combobox", { name: "Person" })).toHaveValue("Demo developer");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(page.getByRole("combobox", { name: "Person" })).toHaveValue("");
});
