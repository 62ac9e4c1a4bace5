import { expect, test } from "vitest";
import type { ConnectionView } from "#lib/views/connection/shape.ts";
import { draftOf, givenOf, missingIn } from "./connection-draft.ts";

const platform: ConnectionView = {
  name: "platform",
  kind: "http",
  baseUrl: "https://platform.example.com",
  refused: null,
  settings: { header: "X-Key", scheme: "", region: "eu" },
  credential: ["token"],
  credentialAt: "2026-01-01T00:00:00Z",
  teams: null,
  usedBy: { offerings: [], requests: [] },
  updatedAt: "2026-01-01T00:00:00Z",
  webhook: null,
  gate: { inHand: 0, waiting: 0, pausedUntil: null },
};

test("a part of the credential that was not typed again is not sent, so that it keeps its value", () => {
  const draft = { ...draftOf(platform), baseUrl: "https://new.example.com", credential: { token: "" } };
  expect(givenOf(draft, platform)).toEqual({
    name: "platform",
    kind: "http",
    baseUrl: "https://new.example.com",
    settings: { header: "X-Key", scheme: "", region: "eu" },
    credential: {},
    teams: null,
  });
});

test("a connection is open to the teams that are ticked, and to at least one", () => {
  const draft = draftOf({ ...platform, teams: ["compute"] });
  expect(givenOf(draft, platform).teams).toEqual(["compute"]);
  expect([...missingIn({ ...draft, teams: [] }).keys()]).toEqual(["/teams"]);
});

test("a new Jira site is sent with what was typed, without the settings of an HTTP endpoint", () => {
  const typed = {
    name: " jira ",
    baseUrl: "https://x.atlassian.net",
    credential: { email: "a@example.com", token: "t" },
  };
  expect(givenOf({ ...draftOf(null), ...typed }, null)).toEqual({
    name: "jira",
    kind: "jira",
    baseUrl: "https://x.atlassian.net",
    settings: {},
    credential: { email: "a@example.com", token: "t" },
    teams: null,
  });
});

test("what is missing is told at its field", () => {
  expect([...missingIn(draftOf(null)).keys()]).toEqual(["/name", "/baseUrl"]);
});

test("one way to sign in takes the place of the other, and what was set of it is dropped", () => {
  const typed = { token: "old", user: "pao", password: "p" };
  expect(givenOf({ ...draftOf(platform), way: "user", credential: typed }, platform).credential).toEqual({
    token: "",
    user: "pao",
    password: "p",
  });
  expect(givenOf({ ...draftOf(platform), way: "none" }, platform).credential).toEqual({ token: "" });
  expect(draftOf({ ...platform, credential: ["password", "user"] }).way).toBe("user");
  expect(draftOf({ ...platform, credential: [] }).way).toBe("none");
});

test("GitHub's own API is meant where no address is entered", () => {
  const draft = { ...draftOf(null), name: "hub", kind: "github" as const, credential: { token: "ghp_x" } };
  expect([...missingIn(draft).keys()]).toEqual([]);
  expect(givenOf(draft, null)).toMatchObject({ baseUrl: "https://api.github.com", credential: { token: "ghp_x" } });
});

test("the secret of webhooks is kept when nothing is typed, and there is none for an HTTP endpoint", () => {
  const jira = { ...platform, kind: "jira" as const, credential: ["email", "token", "webhookSecret"] };
  expect(givenOf(draftOf(jira), jira).credential).toEqual({});
  const typed = { ...draftOf(jira), credential: { webhookSecret: "sixteen-letters-or-more" } };
  expect(givenOf(typed, jira).credential).toEqual({ webhookSecret: "sixteen-letters-or-more" });
  expect(givenOf({ ...typed, kind: "http" }, jira).credential).toMatchObject({ webhookSecret: "" });
});

test("a limit is sent as a number, left out when it is taken away, and as typed when it is none", () => {
  const limited = { ...platform, settings: { header: "X-Key", scheme: "", maxConcurrent: 3, perMinute: 60 } };
  const draft = draftOf(limited);
  expect([draft.maxConcurrent, draft.perMinute]).toEqual(["3", "60"]);
  const given = givenOf({ ...draft, maxConcurrent: " ", perMinute: "many" }, limited);
  expect(given.settings).toEqual({ header: "X-Key", scheme: "", perMinute: "many" });
  expect(givenOf({ ...draft, perMinute: "90" }, limited).settings).toMatchObject({ maxConcurrent: 3, perMinute: 90 });
});
