import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { describe, expect, test as plain, vi } from "vitest";
import { livingEngines } from "#db/engine.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { hasTerraform, moduleFrom } from "#tests/engine/module.ts";
import { spawnEngine } from "#tests/engine/process.ts";

/** For a state; runs wait beside each other. */
const patience = 110_000;

/** What one test has to itself. */
interface Place {
  stage: Stage;
  folder: string;
  /** An engine in a process of its own. */
  firstEngine(): Promise<ChildProcess>;
  another(): Promise<unknown>;
}

const test = plain.extend<{ place: Place }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture needs from its parameter
  place: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), "pao-terraform-"));
    const dataDir = path.join(folder, "data");
    const stage = await openStage(undefined, undefined, patience);
    const children: ChildProcess[] = [];
    await use({
      stage,
      folder,
      firstEngine: async () => {
        const child = spawnEngine(stage.url, { PAO_DATA_DIR: dataDir });
        children.push(child);
        await stage.until(async () => (await livingEngines(stage.db)).length > 0);
        return child;
      },
      another: () => stage.engine({ dataDir }),
    });
    for (const child of children) child.kill("SIGKILL");
    await stage.end();
    rmSync(folder, { recursive: true, force: true });
  },
});

const effects = ({ folder }: Place) => path.join(folder, "effects");
const counted = (place: Place) => readFileSync(effects(place), "utf8").trim().split("\n").length;

/** Takes its time in the middle of a change; how often it was made is counted. */
const order = (place: Place, seconds: number, more: JsonObject = {}) =>
  place.stage.order([{ id: "database", uses: "terraform", with: { module: "modules/test" }, ...more }], {
    modules: [
      moduleFrom({
        "main.tf": `resource "terraform_data" "counted" {
          provisioner "local-exec" { command = "echo once >> ${effects(place)}; sleep ${seconds}" }
        }
        output "id" { value = terraform_data.counted.id }`,
      }),
    ],
  });

const linesOf = async ({ stage }: Place, number: number) =>
  (await stage.db.execute<{ text: string }>(sql`select text from log_line where request = ${number} order by id`)).map(
    ({ text }) => text,
  );

const begun = (place: Place) => place.stage.until(async () => existsSync(effects(place)));

test.skipIf(!hasTerraform)("a step waits for an engine that can run Terraform, and says so once", async ({ place }) => {
  const { stage } = place;
  await withoutTerraform(place);
  const number = await order(place, 0);
  await stage.until(async () => (await stage.step(number, "database")).problem?.code === "engine_missing");
  expect(await stage.step(number, "database")).toMatchObject({ state: "queued", attempts: 0 });
  await place.another();
  await stage.requestReaches(number, "completed");
  expect(await stage.step(number, "database")).toMatchObject({ attempts: 1, problem: null });
  expect(await stage.notes(number)).toEqual(["waiting for an engine that can run it", "1 change applied"]);
});

test("where no engine can run Terraform in time, the step says so", async ({ place }) => {
  const { stage } = place;
  await withoutTerraform(place);
  const number = await order(place, 0, { timeout: "1s" });
  await stage.requestReaches(number, "failed");
  const { problem } = await stage.step(number, "database");
  expect(problem?.sentence).toBe("No engine can run Terraform.");
  expect(problem?.remedy).toContain("installs Terraform");
});

test.skipIf(!hasTerraform)("an engine without Terraform leaves the step to one that has it", async ({ place }) => {
  const { stage } = place;
  await withoutTerraform(place);
  await place.another();
  const numbers = await Promise.all([order(place, 0), order(place, 0), order(place, 0)]);
  for (const number of numbers) await stage.requestReaches(number, "completed");
  expect(await stage.step(numbers[0] ?? 0, "database")).toMatchObject({ attempts: 1 });
});

/** An engine where nothing is on the PATH. */
async function withoutTerraform(place: Place): Promise<void> {
  vi.stubEnv("PATH", place.folder);
  await place.another();
  vi.unstubAllEnvs();
}

describe.skipIf(!hasTerraform).concurrent("a run of Terraform", { timeout: 120_000 }, () => {
  test("outlives the engine that is killed in the middle of it, and the next one adopts what it made", async ({
    place,
  }) => {
    const { stage, folder } = place;
    const engine = await place.firstEngine();
    const number = await order(place, 4);
    await begun(place);
    engine.kill("SIGKILL");
    await once(engine, "exit");
    await place.another();
    await stage.requestReaches(number, "completed");
    expect(counted(place)).toBe(1);
    expect(await stage.step(number, "database")).toMatchObject({ attempts: 2, outputs: { id: expect.any(String) } });
    expect(await stage.notes(number)).toEqual([
      "its engine was lost, and another goes on",
      "1 change applied by the run before",
    ]);
    const lines = await linesOf(place, number);
    expect(lines).toContainEqual(expect.stringMatching(/^Engine \S+ was lost\. Engine \S+ goes on\.$/));
    expect(lines).toContain("terraform_data.counted: created by the run before");
    expect(readdirSync(path.join(folder, "data", "work"))).toEqual([]);
  });

  test("that ends while its state can't be stored keeps it sealed beside the database, and stores it later", async ({
    place,
  }) => {
    const { stage, folder } = place;
    await place.another();
    const number = await order(place, 4);
    await begun(place);
    await stage.db.execute(sql`create function away() returns trigger language plpgsql as 'begin raise ''away''; end'`);
    await stage.db.execute(sql`create trigger away before update on terraform_state execute function away()`);
    const left = () => filesIn(path.join(folder, "data", "lost-states")).filter((name) => name.endsWith(".sealed"));
    await stage.until(async () => left().length === 1);
    expect(readFileSync(path.join(folder, "data", "lost-states", left()[0] ?? ""), "utf8")).toMatch(/^v1\.[\w.-]+$/);
    await stage.db.execute(sql`drop trigger away on terraform_state`);
    await stage.requestReaches(number, "completed");
    expect(counted(place)).toBe(1);
    expect(left()).toEqual([]);
  });

  test("is not cut off by an engine that stops, which hands it over", async ({ place }) => {
    const { stage } = place;
    const engine = await place.firstEngine();
    const number = await order(place, 6);
    await begun(place);
    engine.kill("SIGTERM");
    await place.another();
    await stage.requestReaches(number, "completed");
    expect(counted(place)).toBe(1);
    expect(await stage.notes(number)).toEqual(["1 change applied by the run before"]);
    expect(await linesOf(place, number)).toContainEqual(
      expect.stringMatching(/^Engine \S+ has stopped\. Engine \S+ goes on\.$/),
    );
  });

  test.skipIf(!existsSync("/proc"))(
    "whose machine dies in the middle of a change is for a person to judge, and made again only when they say so",
    async ({ place }) => {
      const { stage, folder } = place;
      const engine = await place.firstEngine();
      const number = await order(place, 4);
      await begun(place);
      await stage.until(async () => {
        const rows = await stage.db.execute<{ begun: number }>(
          sql`select jsonb_array_length(effect->'begun') as begun from terraform_state`,
        );
        return rows[0]?.begun === 1;
      });
      for (const pid of processesIn(folder)) process.kill(pid, "SIGKILL");
      engine.kill("SIGKILL");
      await once(engine, "exit");
      // As if the time that a state stays held had passed.
      await stage.db.execute(sql`update terraform_state set held_until = now()`);
      await place.another();
      await stage.stepReaches(number, "database", "uncertain");
      const { problem } = await stage.step(number, "database");
      expect(problem).toMatchObject({
        code: "terraform_other_plan",
        detail: "Planned now: terraform_data.counted (create).",
      });
      expect(counted(place)).toBe(1);
      await stage.retry(number, "database");
      await stage.requestReaches(number, "completed");
      expect(counted(place)).toBe(2);
    },
  );
});

function filesIn(place: string): string[] {
  return existsSync(place) ? readdirSync(place) : [];
}

/** The processes of a run: Terraform works in the folder, and its keeper is its parent. */
function processesIn(place: string): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      const mine = environment.includes(`PAO_DATA_DIR=${place}`) || environment.includes(`HOME=${place}`);
      return mine && !command.includes("engine/main.ts") ? [Number(pid)] : [];
    } catch {
      return [];
    }
  });
}
