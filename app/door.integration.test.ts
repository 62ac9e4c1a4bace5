import { afterAll, beforeAll, expect, test } from "vitest";
import { signIn } from "#lib/commands/session/sign-in.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { readSessionCookie, sessionCookie, writeSessionCookie } from "./auth.ts";
import { actorFromCookies, actorFromRequest, readCookies } from "./door.ts";

let portal: Portal;

beforeAll(async () => {
  portal = await freshPortal({});
});

afterAll(() => portal.close());

async function cookie(): Promise<string> {
  const answer = await signIn({ actor: null, door: "browser" }, { provider: "sandbox", user: "author" });
  if (!answer.ok) throw new Error(answer.problem.message);
  return writeSessionCookie(answer.value.session);
}

test("a cookie holds nothing but the id of a session, and nobody can read it", async () => {
  const value = await writeSessionCookie("the-session");
  expect(value).not.toContain("the-session");
  expect(await readSessionCookie(value)).toBe("the-session");
});

test("a cookie that was tampered with, or made up, is nobody's", async () => {
  const good = await cookie();
  for (const value of ["", "x", `${good}x`, good.slice(2), good.split(".").toReversed().join(".")])
    expect(await actorFromCookies(new Map([[sessionCookie().name, value]]))).toBeNull();
  expect(await actorFromCookies(new Map([[sessionCookie().name, good]]))).toMatchObject({ id: "author" });
});

test("a cookie of a session that is not there is nobody's", async () => {
  expect(await actorFromCookies(new Map([[sessionCookie().name, await writeSessionCookie("gone")]]))).toBeNull();
});

test("a token goes before a cookie, so that a script acts as who it says", async () => {
  const headers = {
    cookie: `${sessionCookie().name}=${await cookie()}`,
    authorization: "bearer sandbox-developer",
    "sec-fetch-site": "cross-site",
  };
  const request = new Request("http://localhost:3000/api/v1/requests", { method: "POST", headers });
  expect(await actorFromRequest(request)).toMatchObject({ kind: "token", person: "developer" });
});

test("cookies are read whatever else stands in the header", () => {
  const read = readCookies("a=1; b = two=2 ;; c; d=");
  expect([...read]).toEqual([
    ["a", "1"],
    ["b", "two=2"],
    ["d", ""],
  ]);
});

test("a cookie is out of reach for scripts and other sites", () => {
  expect(sessionCookie().options).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/" });
});
