import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSandbox } from "#lib/sandbox/sandbox.ts";
import { startSandbox, type TestSandbox } from "#tests/contracts/sandbox.ts";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox?.close();
});

const fields = { project: { key: "NET" }, issuetype: { name: "Task" }, summary: "Open a port" };

async function create(more: object = {}, properties: object[] = []): Promise<string> {
  const created = await sandbox.jira("POST", "/issue", { fields: { ...fields, ...more }, properties });
  expect(created.status).toBe(201);
  return created.at("key");
}

const found = (jql: string, more: object = {}) =>
  sandbox.jira("POST", "/search/jql", { jql, fields: ["summary"], ...more });

describe("creating an issue", () => {
  test("numbers issues within their project, also when many come at once", async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => create({ project: { key: "MSG" } })));
    expect(keys.toSorted()).toEqual(Array.from({ length: 8 }, (_, n) => `MSG-${n + 1}`));
  });

  test("names every field that is wrong at once", async () => {
    const answer = await sandbox.jira("POST", "/issue", {
      fields: {
        project: { key: "NET" },
        issuetype: { name: "Epic" },
        priority: { name: "Now" },
        components: [{ name: "Backups" }],
        labels: ["two words"],
        description: "no document",
        duedate: "tomorrow",
        assignee: { id: "nobody" },
        customfield_10011: { value: "moon" },
        customfield_99999: "x",
      },
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      errorMessages: [],
      errors: {
        summary: "You must specify a summary of the issue.",
        issuetype: "Specify a valid issue type",
        priority: "Priority name 'Now' is not valid",
        components: "Component name 'Backups' is not valid",
        labels: "The label 'two words' contains spaces which is invalid.",
        description: "Operation value must be an Atlassian Document (see the Atlassian Document Format)",
        duedate: 'Error parsing date string: "tomorrow"',
        assignee: "User 'nobody' does not exist.",
        customfield_10011: "Option value 'moon' is not valid",
        customfield_99999: "Field 'customfield_99999' cannot be set. It is not on the appropriate screen, or unknown.",
      },
    });
  });

  test("keeps what was given", async () => {
    const key = await create({ labels: ["a"], customfield_10011: { value: "prod" } }, [
      { key: "pao", value: { effect: "e" } },
    ]);
    const read = await sandbox.jira(
      "GET",
      `/issue/${key}?fields=labels,customfield_10011,status,resolution&properties=pao`,
    );
    expect(read.body).toMatchObject({
      key,
      properties: { pao: { effect: "e" } },
      fields: {
        labels: ["a"],
        customfield_10011: { value: "prod" },
        status: { statusCategory: { key: "new" } },
        resolution: null,
      },
    });
    expect(read.at("fields", "summary")).toBe("");
  });
});

describe("search", () => {
  test("shows a new issue only after the lag, unless it is asked for by its id", async () => {
    const late = await createSandbox({
      databaseUrl: sandbox.databaseUrl,
      port: 0,
      lagMs: 600_000,
      mainUrl: "http://localhost:3000",
    });
    try {
      const created = await sandbox.jira("POST", "/issue", { fields: { ...fields, labels: ["late"] } });
      const ask = async (more: object) => {
        const response = await fetch(`${late.url}/jira/rest/api/3/search/jql`, {
          method: "POST",
          headers: { authorization: `Basic ${Buffer.from("pao@sandbox.example:sandbox").toString("base64")}` },
          body: JSON.stringify({ jql: "labels = late", ...more }),
        });
        return (await response.json()) as unknown;
      };
      expect(await ask({})).toEqual({ issues: [], isLast: true });
      expect(await ask({ reconcileIssues: [Number(created.at("id"))] })).toEqual({
        issues: [{ id: created.at("id") }],
        isLast: true,
      });
      expect((await found("labels = late")).body).toMatchObject({ issues: [{ key: created.at("key") }] });
    } finally {
      await late.close();
    }
  });

  test("pages by token until the last page, and refuses the token of another query", async () => {
    for (const summary of ["one", "two", "three"]) await create({ summary, labels: ["paged"] });
    const first = await found("labels = paged ORDER BY created", { maxResults: 2 });
    expect(first.body).toMatchObject({
      isLast: false,
      issues: [{ fields: { summary: "one" } }, { fields: { summary: "two" } }],
    });
    const nextPageToken = first.at("nextPageToken");
    const second = await found("labels = paged ORDER BY created", { maxResults: 2, nextPageToken });
    expect(second.body).toMatchObject({ isLast: true, issues: [{ fields: { summary: "three" } }] });
    expect((await found("labels = other", { nextPageToken })).status).toBe(400);
  });

  test("refuses a query without a restriction and a key that never was", async () => {
    expect((await found("ORDER BY created")).at("errorMessages", 0)).toContain("Unbounded JQL");
    expect((await found("key = NET-9999")).at("errorMessages", 0)).toContain("does not exist for field 'key'");
  });
});

describe("transitions", () => {
  const to = (id: string, more: object = {}) => ({ transition: { id }, ...more });
  const state = async (key: string) =>
    (await sandbox.jira("GET", `/issue/${key}?fields=status,resolution,resolutiondate,customfield_10012`)).body;

  test("move an issue, close it with a resolution, and take the resolution away when it is opened again", async () => {
    const key = await create();
    await sandbox.jira("POST", `/issue/${key}/transitions`, to("21"));
    expect(await state(key)).toMatchObject({ fields: { status: { name: "In Progress" }, resolution: null } });
    const fields = { resolution: { name: "Won't Do" }, customfield_10012: "db-1" };
    expect((await sandbox.jira("POST", `/issue/${key}/transitions`, to("31", { fields }))).status).toBe(204);
    expect(await state(key)).toMatchObject({
      fields: {
        status: { statusCategory: { key: "done" } },
        resolution: { name: "Won't Do" },
        customfield_10012: "db-1",
      },
    });
    await sandbox.jira("POST", `/issue/${key}/transitions`, to("11"));
    expect(await state(key)).toMatchObject({
      fields: { status: { name: "To Do" }, resolution: null, resolutiondate: null },
    });
  });

  test("refuse a resolution that does not exist and one where nothing is closed, and change nothing", async () => {
    const key = await create();
    for (const [id, name] of [
      ["31", "Maybe"],
      ["21", "Done"],
    ] as const) {
      const answer = await sandbox.jira(
        "POST",
        `/issue/${key}/transitions`,
        to(id, { fields: { resolution: { name } } }),
      );
      expect(answer.status).toBe(400);
      expect(answer.at("errors", "resolution")).not.toBe("");
    }
    expect(await state(key)).toMatchObject({ fields: { status: { name: "To Do" } } });
  });
});

test("a link is seen from both ends", async () => {
  const [first, second] = [await create(), await create()];
  const body = { type: { name: "Blocks" }, inwardIssue: { key: first }, outwardIssue: { key: second } };
  expect((await sandbox.jira("POST", "/issueLink", body)).status).toBe(201);
  const links = async (key: string) => (await sandbox.jira("GET", `/issue/${key}?fields=issuelinks`)).body;
  expect(await links(first)).toMatchObject({
    fields: { issuelinks: [{ type: { outward: "blocks" }, outwardIssue: { key: second } }] },
  });
  expect(await links(second)).toMatchObject({
    fields: { issuelinks: [{ type: { inward: "is blocked by" }, inwardIssue: { key: first } }] },
  });
});

test("issues outlive the sandbox, and a reset never gives a key twice", async () => {
  const key = await create({ project: { key: "SEC" } });
  const again = await createSandbox({
    databaseUrl: sandbox.databaseUrl,
    port: 0,
    lagMs: 0,
    mainUrl: "http://localhost:3000",
  });
  const page = await fetch(`${again.url}/jira/browse/${key}`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Open a port")]);
  await again.close();
  await sandbox.control("POST", "/reset");
  expect((await sandbox.jira("GET", `/issue/${key}`)).status).toBe(404);
  expect(await create({ project: { key: "SEC" } })).not.toBe(key);
});
