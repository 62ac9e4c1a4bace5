import type { APIRequestContext, BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, test as base, visit, visitAgain } from "./journey.ts";
import { type Installation, startInstallation } from "./real.ts";

const port = Number(process.env["PAO_TEST_PORT"] ?? 4600) + 40;
const sessionCookie = "next-auth.session-token";

// One installation for all of them: each test has people of its own.
const test = base.extend<object, { real: Installation }>({
  real: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const real = await startInstallation(port);
      await seed(real);
      await use(real);
      await real.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ real }, use) => use(real.url),
});
test.describe.configure({ mode: "default" });
// A page that is open while its session ends is told so.
test.use({ provoked: [/status of 401/] });

async function seed({ sql, provider }: Installation): Promise<void> {
  await sql`insert into team (name, title) values ('search', 'Search'), ('checkout', 'Checkout')`;
  await sql`insert into team_group (team, "group", role) values ('checkout', 'shop-leads', 'approver'), ('checkout', 'acme/shop', 'member')`;
  const person = (name: string, groups: unknown = []) =>
    provider.people.set(name, { name: `Real ${name}`, email: `${name}@acme.example`, email_verified: true, groups });
  person("root");
  person("ada", ["search", "shop-leads", "nobody-here"]);
  person("mel", "not-even-a-list");
  person("eve");
  person("sam");
  // What a directory does not vouch for makes nobody an admin.
  provider.people.set("fake", { name: "Fake", email: "root@acme.example", email_verified: false });
}

const button = (page: Page) => page.getByRole("button", { name: "Sign in with your organisation’s account" });

/** From the sign-in page to the provider, there as this person, and back. */
async function signInAs(page: Page, who: string): Promise<void> {
  await button(page).click();
  await page.getByLabel("Who are you?").fill(who);
  await page.getByRole("button", { name: "Go on" }).click();
}

async function enter(page: Page, who: string, address = "/settings/account"): Promise<Page> {
  await visit(page, `/signin?from=${encodeURIComponent(address)}`);
  await signInAs(page, who);
  await page.waitForURL(`**${address}`);
  return page;
}

async function heldBy(context: BrowserContext): Promise<string> {
  const found = (await context.cookies()).find(({ name }) => name === sessionCookie);
  if (!found) throw new Error("There is no session cookie.");
  expect(found).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  return found.value;
}

/** Is this cookie anybody's? */
async function isSignedIn(request: APIRequestContext, url: string, held: string): Promise<boolean> {
  const answer = await request.get(`${url}/api/v1/me`, { headers: { cookie: `${sessionCookie}=${held}` } });
  expect([200, 401]).toContain(answer.status());
  return answer.ok();
}

async function csrfToken(request: APIRequestContext): Promise<string> {
  const { csrfToken: token }: { csrfToken: string } = await (await request.get("/api/auth/csrf")).json();
  return token;
}

/** A line of what the account page says of its reader. */
const row = (page: Page, term: string) =>
  page.locator("dl > div").filter({ has: page.locator("dt").getByText(term, { exact: true }) });

test("the first admin signs in with code and PKCE, and arrives where they wanted to go", async ({ stranger, real }) => {
  const page = await stranger();
  await page.goto("/settings/people");
  await expect(page).toHaveURL(/\/signin\?from=/);
  await visit(page, page.url());
  await expectAccessible(page);
  await signInAs(page, "root");
  await expect(page).toHaveURL(`${real.url}/settings/people`);
  const asked = Object.fromEntries(real.provider.asked.at(-1) ?? []);
  expect(asked).toMatchObject({ response_type: "code", code_challenge_method: "S256" });
  for (const part of ["code_challenge", "state", "nonce"]) expect(asked[part]?.length, part).toBeGreaterThan(20);
  await visit(page, "/settings/account");
  await expect(row(page, "Roles")).toContainText("Admin");
  await expect(row(page, "Id")).toContainText("oidc:root");
  await expectAccessible(page);
});

test("an address that the provider has not verified makes nobody an admin", async ({ stranger }) => {
  const page = await enter(await stranger(), "fake");
  await expect(row(page, "Roles")).toContainText("None in the organisation");
  await expect(row(page, "Email")).toContainText("None that your provider has verified");
});

test("groups make members, and who has left a group has lost the team at the next sign-in", async ({
  stranger,
  real,
}) => {
  const page = await enter(await stranger(), "ada");
  await expect(row(page, "Teams")).toContainText(/Checkout.*Approver.*by a group.*Search.*Member.*by a group/);
  real.provider.people.set("ada", { name: "Real ada", groups: ["search"] });
  await page.getByRole("button", { name: "Real ada" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/signin");
  // The provider knows the browser still, and asks nothing.
  await visit(page, "/signin?from=/settings/account");
  await button(page).click();
  await page.waitForURL("**/settings/account");
  await expect(row(page, "Teams")).toContainText("Search");
  await expect(row(page, "Teams")).not.toContainText("Checkout");
});

test("who lost a team while signed in has lost it with the next click", async ({ stranger, real }) => {
  const { sql } = real;
  const page = await enter(await stranger(), "mel");
  await expect(row(page, "Teams")).toContainText("None yet");
  await sql`insert into membership (person, team, role) values ('oidc:mel', 'checkout', 'member')`;
  await visitAgain(page);
  await expect(row(page, "Teams")).toContainText("Checkout");
  await sql`delete from membership where person = 'oidc:mel'`;
  await visitAgain(page);
  await expect(row(page, "Teams")).toContainText("None yet");
});

test("a session that is over, revoked, idle or tampered with is nobody's", async ({ stranger, request, real }) => {
  const { sql, url } = real;
  for (const end of [
    sql`update session set expires_at = now() where person = 'oidc:eve'`,
    sql`update session set revoked_at = now() where person = 'oidc:eve'`,
    sql`update session set seen_at = now() - interval '25 hours' where person = 'oidc:eve'`,
  ]) {
    const page = await enter(await stranger(), "eve");
    const held = await heldBy(page.context());
    expect(await isSignedIn(request, url, held)).toBe(true);
    // The last letter of all has bits that say nothing.
    const changed = held.replace(/.(?=.{6}$)/, (letter) => (letter === "A" ? "B" : "A"));
    for (const wrong of [`${held}x`, held.slice(1), changed, "x", ""])
      expect(await isSignedIn(request, url, wrong), "a tampered cookie").toBe(false);
    await end;
    expect(await isSignedIn(request, url, held)).toBe(false);
    await page.goto("/requests");
    await expect(page).toHaveURL(/\/signin/);
  }
});

test("sessions are listed, and ended one by one or all at once", async ({ stranger, request, real }) => {
  const [here, there] = [await enter(await stranger(), "sam"), await enter(await stranger(), "sam")];
  const held = await Promise.all([here, there].map((page) => heldBy(page.context())));
  await visitAgain(here);
  const signedIn = here.getByRole("region", { name: "Signed in" });
  await expect(signedIn.getByRole("listitem")).toHaveCount(2);
  await expect(signedIn.getByRole("listitem").filter({ hasText: "This browser" })).toContainText("Chrome on Linux");
  await signedIn.getByRole("button", { name: /^End the session of Chrome/ }).click();
  await expect(signedIn.getByRole("listitem")).toHaveCount(1);
  expect(await isSignedIn(request, real.url, held[1] ?? "")).toBe(false);
  expect(await isSignedIn(request, real.url, held[0] ?? "")).toBe(true);

  const third = await enter(await stranger(), "sam");
  await visitAgain(here);
  await signedIn.getByRole("button", { name: "Sign out everywhere" }).click();
  await here.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await here.waitForURL("**/signin");
  expect(await isSignedIn(request, real.url, held[0] ?? "")).toBe(false);
  await third.goto("/requests");
  await expect(third).toHaveURL(/\/signin/);
});

test("a sign-in gives another session and ends the one that somebody planted", async ({ stranger, request, real }) => {
  const attacker = await enter(await stranger(), "eve");
  const planted = await heldBy(attacker.context());
  const victim = await stranger();
  await victim.context().addCookies([{ name: sessionCookie, value: planted, url: real.url }]);
  // Signed in as the attacker, the victim signs in as themselves.
  const token = await csrfToken(victim.request);
  const form = { csrfToken: token, callbackUrl: "/settings/account", json: "true" };
  const { url }: { url: string } = await (await victim.request.post("/api/auth/signin/oidc", { form })).json();
  await victim.goto(url);
  await victim.getByLabel("Who are you?").fill("mel");
  await victim.getByRole("button", { name: "Go on" }).click();
  await victim.waitForURL("**/settings/account");
  await expect(row(victim, "Id")).toContainText("oidc:mel");
  expect(await heldBy(victim.context())).not.toBe(planted);
  expect(await isSignedIn(request, real.url, planted)).toBe(false);
});

test("nobody is signed in or out by a page of another site", async ({ stranger, real }) => {
  const page = await enter(await stranger(), "mel");
  const held = await heldBy(page.context());
  const elsewhere = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  const { request } = page;
  for (const form of [{}, { csrfToken: "made-up" }]) {
    await request.post("/api/auth/signout", { form, headers: elsewhere });
    const answer = await request.post("/api/auth/signin/oidc", { form, headers: elsewhere, maxRedirects: 0 });
    expect(answer.headers()["location"] ?? "").not.toContain(real.provider.issuer);
  }
  for (const path of ["/api/v1/sessions", "/api/v1/tokens/00000000-0000-0000-0000-000000000000"])
    expect((await request.delete(path, { headers: elsewhere })).status()).toBe(403);
  expect(await isSignedIn(request, real.url, held)).toBe(true);

  // A code that belongs to somebody else's sign-in, sent to a browser that never asked for one.
  const victim = await stranger();
  await victim.goto("/api/auth/callback/oidc?code=of-the-attacker&state=of-the-attacker");
  await expect(victim).toHaveURL(/\/signin\?.*error=/);
  await expect(victim.getByText("Signing in did not work.")).toBeVisible();
  expect((await victim.context().cookies()).map(({ name }) => name)).not.toContain(sessionCookie);
});

test("wherever a link to the sign-in page points, it leads back to a page of PAO", async ({ request, real }) => {
  const token = await csrfToken(request);
  const site = new URL(real.url).host;
  for (const callbackUrl of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "https:evil.example",
    `http://${site}@evil.example/`,
    `http://${site}.evil.example/`,
    "javascript:alert(1)",
    "data:text/html,x",
    " https://evil.example",
    "http://[",
    `${real.url}//evil.example`,
  ]) {
    const form = { csrfToken: token, callbackUrl, json: "true" };
    const answer = await request.post("/api/auth/signin/oidc", { form });
    const kept = answer.headersArray().find(({ value }) => value.startsWith("next-auth.callback-url="))?.value;
    const known = (await request.storageState()).cookies.find(({ name }) => name === "next-auth.callback-url")?.value;
    const target = new URL(decodeURIComponent(kept?.split(/[=;]/)[1] ?? known ?? ""), real.url);
    expect(target.host, callbackUrl).toBe(site);
    const page = await request.get(`/signin?callbackUrl=${encodeURIComponent(callbackUrl)}`);
    expect(await page.text(), callbackUrl).not.toMatch(/href="[^"]*evil/);
  }
});

test("no other site can frame the sign-in page, and no sandbox person comes in beside a real provider", async ({
  request,
}) => {
  const headers = (await request.get("/signin")).headers();
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  const token = await csrfToken(request);
  const form = { csrfToken: token, user: "admin", json: "true" };
  await request.post("/api/auth/callback/sandbox", { form });
  expect((await request.get("/api/v1/me")).status()).toBe(401);
  const bearer = { authorization: "Bearer sandbox-admin" };
  expect((await request.get("/api/v1/me", { headers: bearer })).status()).toBe(401);
});

test("GitHub lets in the members of the named organisations, with their teams", async ({ stranger, real }) => {
  const { github, githubUrl } = real;
  const member = { memberships: { acme: "active" as const }, teams: ["acme/shop"] };
  github.users.set("kim", { id: 41, login: "kim", name: "Kim", ...member });
  github.users.set("zoe", { id: 42, login: "zoe", teams: ["acme/shop"] });
  const go = async (login: string) => {
    const page = await stranger();
    await visit(page, `${githubUrl}/signin?from=/settings/account`);
    await page.getByRole("button", { name: "Sign in with GitHub" }).click();
    await page.getByLabel("Username").fill(login);
    await page.getByRole("button", { name: "Authorize" }).click();
    return page;
  };
  const kim = await go("kim");
  await kim.waitForURL("**/settings/account");
  await expect(row(kim, "Id")).toContainText("github:41");
  await expect(row(kim, "Teams")).toContainText(/Checkout.*Member.*by a group/);
  const zoe = await go("zoe");
  await expect(zoe.getByText("You do not belong to an organisation that may sign in here.")).toBeVisible();
  expect((await zoe.context().cookies()).map(({ name }) => name)).not.toContain(sessionCookie);
});
