import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "#lib/sandbox/sandbox.ts";
import { absent, atlassian } from "#tests/contracts/atlassian.ts";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";

let database: FreshDatabase;
let sandbox: Sandbox;
const contract = await atlassian();
const credentials = `Basic ${Buffer.from("pao@sandbox.example:sandbox").toString("base64")}`;

beforeAll(async () => {
  database = await freshDatabase();
  sandbox = await createSandbox({ databaseUrl: database.url, port: 0, lagMs: 0, mainUrl: "http://localhost:3000" });
});

afterAll(async () => {
  await sandbox?.close();
  await database?.drop();
});

const paragraph = {
  type: "doc",
  version: 1,
  content: [{ type: "paragraph", content: [{ type: "text", text: "Please." }] }],
};
const full = {
  project: { key: "DBA" },
  issuetype: { name: "Service Request" },
  summary: "Restore orders-db",
  description: paragraph,
  labels: ["pao-1"],
  priority: { name: "High" },
  components: [{ name: "Backups" }],
  duedate: "2027-01-31",
  assignee: { id: "sandbox:operator" },
  customfield_10010: "CC-7",
  customfield_10011: { value: "prod" },
};
const issue = "/issue/DBA-1";

type Call = readonly [promise: string, method: string, path: string, status: number, body?: unknown];

/** In this order: later calls see what earlier ones made. A request that is wrong on purpose is not itself validated. */
const walk: readonly Call[] = [
  [
    "an issue is created",
    "POST",
    "/issue",
    201,
    { fields: full, properties: [{ key: "pao", value: { effect: "one" } }] },
  ],
  [
    "a second one is created",
    "POST",
    "/issue",
    201,
    { fields: { project: { id: "10000" }, issuetype: { id: "10001" }, summary: "Second" } },
  ],
  [
    "wrong fields are named",
    "POST",
    "/issue",
    400,
    { fields: { project: { key: "DBA" }, issuetype: { name: "Epic" }, priority: { name: "Now" } } },
  ],
  ["an unknown project is refused", "POST", "/issue", 400, { fields: { ...full, project: { key: "NONE" } } }],
  ["an issue is read", "GET", `${issue}?expand=names&properties=*all`, 200],
  ["an issue that is not there is missing", "GET", "/issue/DBA-999", 404],
  ["what one may do is told", "GET", "/mypermissions?permissions=BROWSE_PROJECTS,CREATE_ISSUES", 200],
  ["to ask for no permission is refused", "GET", "/mypermissions", 400],
  ["a property is set", "PUT", `${issue}/properties/run`, 201, { n: 1 }],
  ["a property is changed", "PUT", `${issue}/properties/run`, 200, { n: 2 }],
  ["a property is read", "GET", `${issue}/properties/run`, 200],
  ["a property that is not there is missing", "GET", `${issue}/properties/none`, 404],
  ["ids are found", "GET", `/search/jql?jql=${encodeURIComponent('project = DBA AND labels = "pao-1"')}`, 200],
  [
    "whole issues are found",
    "POST",
    "/search/jql",
    200,
    { jql: "project = DBA ORDER BY created", fields: ["*all"], properties: ["pao"], maxResults: 1 },
  ],
  ["a query that can't be read is refused", "POST", "/search/jql", 400, { jql: "project is what" }],
  ["transitions are listed", "GET", `${issue}/transitions?expand=transitions.fields`, 200],
  [
    "an issue is closed",
    "POST",
    `${issue}/transitions`,
    204,
    { transition: { id: "31" }, fields: { resolution: { name: "Won't Do" } } },
  ],
  ["an unknown transition is refused", "POST", `${issue}/transitions`, 400, { transition: { id: "99" } }],
  ["a comment is added", "POST", `${issue}/comment`, 201, { body: paragraph }],
  [
    "an empty comment is refused",
    "POST",
    `${issue}/comment`,
    400,
    { body: { type: "doc", version: 1, content: [{ type: "text", text: "" }] } },
  ],
  [
    "issues are linked",
    "POST",
    "/issueLink",
    201,
    { type: { name: "Blocks" }, inwardIssue: { key: "DBA-1" }, outwardIssue: { key: "DBA-2" } },
  ],
  [
    "an unknown link type is refused",
    "POST",
    "/issueLink",
    404,
    { type: { name: "Likes" }, inwardIssue: { key: "DBA-1" }, outwardIssue: { key: "DBA-2" } },
  ],
  ["a closed, linked and commented issue is read", "GET", issue, 200],
  ["a project is read", "GET", "/project/DBA", 200],
  ["an unknown project is missing", "GET", "/project/NONE", 404],
  ["projects are searched", "GET", "/project/search?query=data", 200],
  ["issue types are listed", "GET", "/issue/createmeta/DBA/issuetypes", 200],
  ["fields of the create screen are listed", "GET", "/issue/createmeta/DBA/issuetypes/10001", 200],
  ["an unknown issue type is refused", "GET", "/issue/createmeta/DBA/issuetypes/999", 400],
  ["fields are listed", "GET", "/field", 200],
  ["priorities are listed", "GET", "/priority", 200],
  ["priorities are searched", "GET", "/priority/search", 200],
  ["the caller is named", "GET", "/myself", 200],
  ["the server is described", "GET", "/serverInfo", 200],
];

const errorKeys = ["errorMessages", "errors"];

function keysOf(answer: unknown): string[] {
  return typeof answer === "object" && answer !== null ? Object.keys(answer) : [];
}

async function call(method: string, path: string, body: unknown, authorization: string) {
  const response = await fetch(`${sandbox.url}/jira${path}`, {
    method,
    headers: { authorization, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, answer };
}

describe("the stand-in for Jira answers as Atlassian describes", () => {
  for (const [promise, method, path, status, body] of walk) {
    test(`${promise} (${method} ${status})`, async (ctx) => {
      const exchange = { method, path: `/rest/api/3${path}`, body };
      const given = await call(method, exchange.path, body, credentials);
      expect(given).toMatchObject({ status });
      expect(status < 400 ? errorKeys : keysOf(given.answer)).toEqual(errorKeys);
      if (contract === undefined) return ctx.skip(absent);
      const wrongRequest = status < 400 ? contract.validateRequest(exchange) : [];
      expect([...wrongRequest, ...contract.validateResponse(exchange, given.status, given.answer)]).toEqual([]);
    });
  }

  test("every call without the right token is refused with 401", async (ctx) => {
    const wrong = `Basic ${Buffer.from("pao@sandbox.example:guess").toString("base64")}`;
    for (const [, method, path, , body] of walk) {
      const exchange = { method, path: `/rest/api/3${path}`, body };
      const given = await call(method, exchange.path, body, wrong);
      expect(given.status).toBe(401);
      if (contract === undefined) return ctx.skip(absent);
      expect(contract.validateResponse(exchange, 401, given.answer)).toEqual([]);
    }
  });
});

describe("the contract itself bites", () => {
  test("an answer with a member that Atlassian does not know is found", (ctx) => {
    if (contract === undefined) return ctx.skip(absent);
    const exchange = { method: "POST", path: "/rest/api/3/issue" };
    expect(contract.validateResponse(exchange, 201, { id: "1", key: "A-1", self: "x", colour: "red" })).not.toEqual([]);
    expect(contract.validateResponse(exchange, 418, {})).not.toEqual([]);
  });

  test("a request that Atlassian does not describe is found", (ctx) => {
    if (contract === undefined) return ctx.skip(absent);
    expect(contract.validateRequest({ method: "GET", path: "/rest/api/3/nothing" })).not.toEqual([]);
    expect(contract.validateRequest({ method: "POST", path: "/rest/api/3/search/jql", body: { jql: 7 } })).not.toEqual(
      [],
    );
  });
});
