import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { loadLeft } from "#db/left.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { leftText } from "#lib/core/lifecycle/left.ts";
import { atlassian } from "#tests/contracts/atlassian.ts";
import { github } from "#tests/contracts/github.ts";
import { end } from "#tests/engine/end.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { hasTerraform, moduleFrom } from "#tests/engine/module.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.engine();
});
afterEach(() => stage.clearFaults());
afterAll(() => stage.end());

const run: JsonObject = {
  id: "run",
  uses: "github-workflow",
  with: { repository: "acme/platform", workflow: "smoke-test.yml" },
};
const ticket = (summary: string): JsonObject => ({
  id: "ticket",
  uses: "jira-issue",
  with: { project: "DBA", issueType: "Task", summary },
});
const later: JsonObject = { id: "later", uses: "http", with: { method: "PUT", path: "/v1/buckets/never", body: {} } };
const calls = async (path: string) =>
  (await stage.received("github")).filter((call) => call.method !== "GET" && call.path.endsWith(path));

/** Waits until the step knows what it has made, and answers that thing's id. */
async function made(number: number, id: string): Promise<string> {
  await stage.until(async () => (await stage.step(number, id)).reference !== null);
  return (await stage.step(number, id)).reference?.id ?? "";
}

describe("a cancelled request", () => {
  test("has its run cancelled in GitHub, starts nothing more, and lists what exists", async () => {
    const number = await stage.order([run, later]);
    const id = await made(number, "run");
    await end(stage, number, "cancel");
    await stage.requestReaches(number, "aborted");
    expect(await calls(`/runs/${id}/cancel`)).toHaveLength(1);
    expect(await stage.step(number, "run")).toMatchObject({ state: "cancelled", reference: { id } });
    expect((await stage.step(number, "later")).state).toBe("skipped");
    expect((await loadLeft(stage.db, number)).map(leftText)).toEqual([expect.stringContaining(id)]);
    expect(await stage.notes(number)).toContainEqual(
      expect.stringMatching(/^run \d+ of smoke-test.yml was cancelled$/),
    );
  });

  test("forces a run that does not stop when it is asked", async () => {
    const number = await stage.order([run]);
    const id = await made(number, "run");
    // It does not end by itself before it is forced to, however busy the machine.
    await stage.db.execute(sql`
      update sandbox.github_run set started = clock_timestamp() + interval '1 minute' where id::text = ${id}`);
    await stage.fault({ target: "github", when: { method: "POST", path: `${id}/cancel` }, fault: "error" });
    await end(stage, number, "cancel");
    await stage.until(async () => (await stage.step(number, "run")).problem !== null);
    // As if GitHub had taken it, two minutes ago, and nothing had come of it.
    await stage.db.execute(sql`
      update step set cancelling_since = now() - interval '2 minutes', next_check_at = now(),
        reference = jsonb_set(reference, '{data,cancel}', '"asked"') where request = ${number}`);
    await stage.requestReaches(number, "aborted");
    expect((await stage.step(number, "run")).state).toBe("cancelled");
    expect(await calls(`/runs/${id}/force-cancel`)).not.toHaveLength(0);
  });

  test("leaves an open ticket open, and says there once that nobody waits for it", async () => {
    await stage.fault({
      target: "jira",
      when: { method: "POST", path: "/comment" },
      fault: "drop-after-effect",
      times: 1,
    });
    const number = await stage.order([ticket("Cancelled ticket")]);
    const key = await made(number, "ticket");
    await end(stage, number, "cancel");
    await stage.requestReaches(number, "aborted");
    expect((await stage.step(number, "ticket")).state).toBe("cancelled");
    const comments = await stage.db.execute<{ body: JsonObject }>(sql`
      select comment.body from sandbox.comment comment join sandbox.issue issue on issue.id = comment.issue
      where issue.project || '-' || issue.number = ${key}`);
    expect(comments).toHaveLength(1);
    expect(JSON.stringify(comments)).toContain(`REQ-${number} was cancelled in PAO`);
  });

  test("closes its pull request, unless somebody has merged it", async () => {
    const pull = (name: string): JsonObject => ({
      id: "pull",
      uses: "github-pull-request",
      with: { repository: "acme/deployments", title: name, files: [{ path: `dev/${name}.yaml`, data: { name } }] },
    });
    const closed = await stage.order([pull("cancelled")]);
    await made(closed, "pull");
    await end(stage, closed, "cancel");
    await stage.requestReaches(closed, "aborted");
    expect((await stage.step(closed, "pull")).state).toBe("cancelled");
    const merged = await stage.order([pull("merged")]);
    await made(merged, "pull");
    const reference = (await stage.step(merged, "pull")).reference;
    if (reference) await stage.merge(reference);
    await end(stage, merged, "cancel");
    await stage.requestReaches(merged, "aborted");
    expect((await stage.step(merged, "pull")).state).toBe("completed");
  });

  test("tells of a step that was done before it could be stopped", async () => {
    const number = await stage.order([ticket("Done in spite")]);
    const key = await made(number, "ticket");
    // Nothing can be written of it meanwhile.
    await end(stage, number, "cancel", () => stage.close(key));
    await stage.requestReaches(number, "aborted");
    expect((await stage.step(number, "ticket")).state).toBe("completed");
    expect(await stage.notes(number)).toContain("it was done before it could be stopped");
  });

  test("withdraws a task at once, because nobody outside has to be asked", async () => {
    const number = await stage.order([
      { id: "task", uses: "manual", with: { team: "data-platform", instructions: "Do" } },
    ]);
    await stage.stepReaches(number, "task", "waiting");
    await end(stage, number, "cancel");
    await stage.requestReaches(number, "aborted");
    expect((await stage.step(number, "task")).state).toBe("cancelled");
  });

  test("keeps asking an outside that does not answer, until a person waits no longer", async () => {
    const number = await stage.order([run]);
    await made(number, "run");
    await stage.fault({ target: "github", fault: "error" });
    await end(stage, number, "cancel");
    await stage.until(async () => (await stage.step(number, "run")).problem !== null);
    expect(await stage.step(number, "run")).toMatchObject({
      state: "cancelling",
      problem: { code: "github_failing" },
    });
    expect(await stage.requestReaches(number, "cancelling")).toBe("cancelling");
    await end(stage, number, "abort");
    await stage.requestReaches(number, "aborted");
    expect((await stage.step(number, "run")).state).toBe("cancelled");
  });

  test("finds a run whose answer was lost, and cancels it too", async () => {
    const named = {
      ...run,
      with: { repository: "acme/db-ops", workflow: "bootstrap.yml", keyInput: "pao", inputs: { host: "h" } },
    };
    await stage.fault({
      target: "github",
      when: { method: "POST", path: "/dispatches" },
      fault: "drop-after-effect",
      times: 1,
    });
    const number = await stage.order([named]);
    await stage.stepReaches(number, "run", "waiting", "processing");
    await stage.until(async () => (await calls("/dispatches")).length > 0);
    await end(stage, number, "cancel");
    await stage.requestReaches(number, "aborted");
    const { reference, state } = await stage.step(number, "run");
    expect(["cancelled", "completed"]).toContain(state);
    expect(reference?.id).toMatch(/^\d+$/);
  });
});

test("what PAO sends to stop things fits what Atlassian and GitHub describe", async (context) => {
  const contracts = { jira: await atlassian(), github: await github() };
  if (!contracts.jira || !contracts.github) return context.skip("The descriptions are not present.");
  const roots = { jira: "/jira", github: "/github/api/v3" } as const;
  for (const target of ["jira", "github"] as const)
    for (const { method, path, body } of await stage.received(target)) {
      const exchange = { method, path: path.slice(roots[target].length), ...(body === null ? {} : { body }) };
      expect({ exchange, wrong: contracts[target]?.validateRequest(exchange) }).toEqual({ exchange, wrong: [] });
    }
  const paths = [...(await stage.received("github")), ...(await stage.received("jira"))].map(({ path }) => path);
  const ways = ["/cancel", "/force-cancel", "/comment"];
  expect(ways.filter((way) => !paths.some((path) => path.endsWith(way)))).toEqual([]);
});

describe.skipIf(!hasTerraform)("a cancelled run of Terraform", () => {
  test("is interrupted, and what exists of it is told", async () => {
    const main = `
      resource "terraform_data" "first" { input = "made" }
      resource "terraform_data" "long" {
        input = terraform_data.first.output
        provisioner "local-exec" { command = "sleep 40" }
      }`;
    const step: JsonObject = { id: "database", uses: "terraform", with: { module: "modules/test", variables: {} } };
    const number = await stage.order([step], { modules: [moduleFrom({ "main.tf": main })] });
    const lines = () => stage.db.execute<{ text: string }>(sql`select text from log_line where request = ${number}`);
    await stage.until(async () =>
      (await lines()).some(({ text }) => text.includes("long") && text.includes("reating")),
    );
    await end(stage, number, "cancel");
    expect((await stage.step(number, "database")).state).toBe("cancelling");
    await stage.requestReaches(number, "aborted");
    const ended = await stage.step(number, "database");
    expect(ended.state).toBe("cancelled");
    expect(ended.problem?.detail).toContain("terraform_data.first");
    expect((await loadLeft(stage.db, number)).map(({ step: id }) => id)).toEqual(["database"]);
  });
});
