import { afterAll, beforeAll, expect, test } from "vitest";
import { absent, atlassian } from "#tests/contracts/atlassian.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.engine();
});
afterAll(() => stage.end());

test("everything PAO sends to Jira fits Atlassian's own description", async (context) => {
  const contract = await atlassian();
  if (!contract) return context.skip(absent);
  await stage.fault({ target: "jira", when: { method: "POST" }, fault: "drop-after-effect", times: 1 });
  const number = await stage.order([
    {
      id: "ticket",
      uses: "jira-issue",
      with: {
        project: "DBA",
        issueType: "Task",
        summary: "Described\nby Atlassian",
        priority: "High",
        labels: ["a b"],
        dueDate: "2030-01-31",
        description: "# Title\n\n- *one*\n- `two`\n\n> quote\n\n| a | b |\n|---|---|\n| 1 | [x](https://example.com) |",
        fields: { customfield_10010: "4711" },
        outputs: { host: { type: "string", from: "customfield_10012" } },
      },
    },
  ]);
  await stage.until(async () => (await stage.step(number, "ticket")).reference !== null);
  const key = (await stage.step(number, "ticket")).reference?.id ?? "";
  await stage.until(async () =>
    (await stage.received("jira")).some(({ method, path }) => method === "GET" && path.includes("/issue/")),
  );
  await stage.close(key, "Done", { customfield_10012: "db1" });
  await stage.requestReaches(number, "completed");
  const sent = (await stage.received("jira")).map(({ method, path, body }) => ({
    method,
    path: path.replace(/^\/jira/, ""),
    ...(body === null ? {} : { body }),
  }));
  const operations = new Set(
    sent.map(({ method, path }) => `${method} ${path.replace(/\?.*/, "").replace(/\d+$/, "…")}`),
  );
  expect([...operations]).toEqual(
    expect.arrayContaining(["POST /rest/api/3/issue", "GET /rest/api/3/search/jql", "GET /rest/api/3/issue/…"]),
  );
  for (const exchange of sent)
    expect({ exchange, wrong: contract.validateRequest(exchange) }).toEqual({ exchange, wrong: [] });
});
