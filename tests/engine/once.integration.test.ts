import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { livingEngines } from "#db/engine.ts";
import { wakeSettle, wakeStep } from "#db/queue.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { openStage, type Received, type Stage } from "./harness.ts";
import { hasTerraform, moduleFrom } from "./module.ts";
import { spawnEngine } from "./process.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pao-once-"));
const applied = path.join(folder, "applied");

/** One step of every adapter that makes something outside, and how often the outside has it. */
const post = { method: "POST", path: "/v1/entries" };
const makers: Record<string, { step: JsonObject; made: string }> = {
  issue: {
    step: { uses: "jira-issue", with: { project: "DBA", issueType: "Task", summary: "Once" } },
    made: "sandbox.issue",
  },
  repeated: {
    step: { uses: "http", with: { ...post, body: { key: "repeated" }, idempotent: true } },
    made: "sandbox.item where fields->>'key' = 'repeated'",
  },
  found: {
    step: {
      uses: "http",
      with: {
        ...post,
        body: { key: "found" },
        find: { path: "/v1/entries", query: { key: "found" }, take: "/items" },
      },
    },
    made: "sandbox.item where fields->>'key' = 'found'",
  },
  run: {
    step: {
      uses: "github-workflow",
      with: { repository: "acme/platform", workflow: "deploy.yml", inputs: { service: "once" }, keyInput: "pao" },
    },
    made: "sandbox.github_run",
  },
  pull: {
    step: {
      uses: "github-pull-request",
      with: { repository: "acme/deployments", title: "Once", files: [{ path: "once.yaml", data: { once: true } }] },
    },
    made: "sandbox.github_pull",
  },
};
const side = Object.entries(makers).map(([id, { step }]) => ({ id, needs: [], ...step }));
const apply: JsonObject = { id: "apply", needs: [], uses: "terraform", with: { module: "modules/test" } };
const counting = moduleFrom({
  "main.tf": `resource "terraform_data" "counted" {
    provisioner "local-exec" { command = "echo once >> ${applied}" }
  }`,
});

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.end());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function outside(): Promise<Record<string, number>> {
  const counts = Object.entries(makers).map(async ([id, { made }]) => {
    const [row] = await stage.db.execute<{ times: number }>(sql.raw(`select count(*)::int as times from ${made}`));
    return [id, row?.times ?? 0] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

const onceEach = Object.fromEntries(Object.keys(makers).map((id) => [id, 1]));

/** Every step knows what was made, so that nobody will make it any more. */
async function allKnown(number: number): Promise<void> {
  for (const id of Object.keys(makers)) await stage.stepReaches(number, id, "waiting", "completed");
  for (const id of Object.keys(makers))
    await stage.until(async () => (await stage.step(number, id)).reference !== null);
}

test("whoever gets the same wake-up, each adapter makes one", async () => {
  const steps = hasTerraform ? [...side, apply] : side;
  const number = await stage.order(steps, { modules: [counting] });
  await stage.db.transaction(async (tx) => {
    for (let n = 0; n < 5; n++) await wakeSettle(tx, number);
  });
  await Promise.all([stage.engine({ concurrency: 6 }), stage.engine({ concurrency: 6 })]);
  await stage.until(async () => (await stage.step(number, "issue")).state !== "pending");
  await stage.db.transaction(async (tx) => {
    for (let n = 0; n < 5; n++) for (const id of [...Object.keys(makers), "apply"]) await wakeStep(tx, number, id);
  });
  await allKnown(number);
  expect(await outside()).toEqual(onceEach);
  if (!hasTerraform) return;
  await stage.stepReaches(number, "apply", "completed");
  expect(existsSync(applied) ? readFileSync(applied, "utf8") : "").toBe("once\n");
});

test("an engine that is killed while each adapter waits for its answer leaves one of each, which the next adopts", async () => {
  const child = spawnEngine(stage.url);
  await stage.until(async () => (await livingEngines(stage.db)).length > 0);
  const paths = { jira: ["/issue"], github: ["/dispatches", "/pulls"], platform: ["/entries", "/entries"] } as const;
  for (const [target, all] of Object.entries(paths))
    for (const at of all)
      await stage.fault({ target, when: { method: "POST", path: at }, fault: "slow", delayMs: 2500, times: 1 });
  const number = await stage.order(side);
  const asked = async (target: keyof typeof paths, at: string, times: number) =>
    (await stage.received(target)).filter((one: Received) => one.method === "POST" && one.path.endsWith(at)).length >=
    times;
  await stage.until(async () => {
    const all = [asked("jira", "/issue", 1), asked("github", "/dispatches", 1), asked("github", "/pulls", 1)];
    return (await Promise.all([...all, asked("platform", "/entries", 2)])).every(Boolean);
  });
  child.kill("SIGKILL");
  await once(child, "exit");
  await stage.engine({ concurrency: 6 });
  await allKnown(number);
  expect(await outside()).toEqual(onceEach);
});

test("whichever connection drops after the effect, each adapter finds it in lists that lag, and adopts it", async () => {
  const drop = { fault: "drop-after-effect", times: 1 };
  await stage.fault({ target: "jira", when: { method: "POST", path: "/issue" }, ...drop });
  for (const at of ["/dispatches", "/pulls"])
    await stage.fault({ target: "github", when: { method: "POST", path: at }, ...drop });
  for (const _ of ["repeated", "found"])
    await stage.fault({ target: "platform", when: { method: "POST", path: "/entries" }, ...drop });
  await stage.engine({ concurrency: 6 });
  const number = await stage.order(side);
  await allKnown(number);
  expect(await outside()).toEqual(onceEach);
});
