import { afterAll, beforeAll, expect, test } from "vitest";
import { startGithub, type GithubSite, type GithubUser } from "#tests/sign-in/github.ts";
import { githubApi, readAccount } from "./github-account.ts";

let site: GithubSite;

beforeAll(async () => {
  site = await startGithub();
});

afterAll(() => site.close());

async function account(user: Omit<GithubUser, "id" | "login">, organisations = ["acme"]) {
  site.users.set("ada", { id: 583, login: "ada", ...user });
  return readAccount(githubApi(site.url), site.tokenFor("ada"), organisations);
}
const address = (email: string, more: object = {}) => ({
  email,
  primary: true,
  verified: true,
  visibility: null,
  ...more,
});
const member = { memberships: { acme: "active" as const } };

test.each([
  ["https://github.com", "https://api.github.com"],
  ["https://acme.ghe.com", "https://api.acme.ghe.com"],
  ["https://github.acme.example", "https://github.acme.example/api/v3"],
])("the API of %s is %s", (web, api) => {
  expect(githubApi(web)).toBe(api);
});

test("a member of a named organisation comes in, with the teams and those above them as groups", async () => {
  const teams = ["acme/Shop-Devs", "acme/leads/shop"];
  expect(await account({ ...member, name: "Ada", emails: [address("Ada@acme.example")], teams })).toEqual({
    id: "583",
    name: "Ada",
    email: "ada@acme.example",
    groups: ["acme/shop-devs", "acme/leads", "acme/shop"],
  });
});

test("more teams than fit on a page are all read", async () => {
  const teams = Array.from({ length: 230 }, (_, index) => `acme/t${index}`);
  expect((await account({ ...member, teams })).groups).toHaveLength(230);
});

test("an address that GitHub has not verified, or that is not the primary one, is none", async () => {
  const unverified = [address("boss@acme.example", { verified: false })];
  expect((await account({ ...member, emails: unverified })).email).toBeNull();
  expect((await account({ ...member, emails: [address("x@acme.example", { primary: false })] })).email).toBeNull();
});

test("who is no member, or was only invited, is an outsider without teams; * lets in everybody", async () => {
  const outside = { id: "583", name: "ada", email: null, groups: [], refused: "outsider" };
  expect(await account({ teams: ["acme/shop"] })).toEqual(outside);
  expect(await account({ memberships: { acme: "pending" } })).toEqual(outside);
  expect(await account({ memberships: { other: "active" } }, ["acme", "other"])).not.toHaveProperty("refused");
  expect(await account({}, ["*"])).not.toHaveProperty("refused");
});

test("when the scope does not allow to see teams, nothing is said about groups", async () => {
  expect(await account({ ...member, teams: null })).toMatchObject({ groups: null });
});

test("when GitHub is ill, nobody signs in rather than lose their teams", async () => {
  site.ill.status = 502;
  await expect(account(member)).rejects.toThrow("GitHub answered 502 to /user");
  site.ill.status = null;
  await expect(readAccount(githubApi(site.url), "made-up", ["acme"])).rejects.toThrow("401");
});

test.each([
  ["the limit is spent", { headers: { "x-ratelimit-remaining": "0" } }],
  ["it asks to wait", { headers: { "retry-after": "60", "x-ratelimit-remaining": "4990" } }],
  ["it only says so", { message: "You have exceeded a secondary rate limit. Please wait a few minutes." }],
])("when GitHub slows PAO down (%s), nobody signs in rather than lose their teams", async (_how, said) => {
  const healthy = { status: null, at: "", message: "", headers: {} };
  for (const at of ["/user/teams", "/user/memberships/orgs/acme"]) {
    Object.assign(site.ill, healthy, { status: 403, at, ...said });
    await expect(account({ ...member, teams: ["acme/shop"] })).rejects.toThrow("GitHub answered 403 to /user");
  }
  Object.assign(site.ill, healthy);
});
