import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStepOutputs } from "#db/step.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { hasTerraform, moduleFrom } from "#tests/engine/module.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pao-terraform-"));
const dataDir = path.join(folder, "data");
const file = (name: string) => path.join(folder, name);

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.engine({ dataDir });
});
afterAll(async () => {
  await stage.end();
  rmSync(folder, { recursive: true, force: true });
});

const step = (given: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  id: "database",
  uses: "terraform",
  with: { module: "modules/test", variables: given },
  ...more,
});

const linesOf = async (number: number) =>
  (await stage.db.execute<{ text: string }>(sql`select text from log_line where request = ${number} order by id`)).map(
    ({ text }) => text,
  );

const variables = (...names: string[]) => names.map((name) => `variable "${name}" { type = string }\n`).join("");

/** Appends a line to a file: how often it ran can be counted. */
const counting = (name: string, seconds = 0) => `
resource "terraform_data" "counted" {
  input = "counted"
  provisioner "local-exec" { command = "echo once >> ${file(name)}; sleep ${seconds}" }
}
output "id" { value = terraform_data.counted.id }
`;

const counted = (name: string) => readFileSync(file(name), "utf8").trim().split("\n").length;

describe.skipIf(!hasTerraform)("a Terraform step", () => {
  test("applies its module, and its outputs feed the next step", async () => {
    const main = `${variables("name")}
      resource "terraform_data" "host" { input = "\${var.name}.example.com" }
      output "host" {
        value       = terraform_data.host.output
        description = "Host name"
      }
      output "nothing" { value = null }`;
    const number = await stage.order(
      [
        step({ name: "${{ inputs.name }}" }),
        {
          id: "alert",
          uses: "http",
          with: {
            method: "POST",
            path: "/v1/alerts",
            body: { name: "up", watches: "${{ steps.database.outputs.host }}" },
            idempotent: true,
          },
        },
      ],
      {
        inputs: { name: "orders" },
        schema: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
        outputs: { host: { value: "${{ steps.database.outputs.host }}" } },
        modules: [moduleFrom({ "main.tf": main })],
      },
    );
    await stage.requestReaches(number, "completed");
    const done = await stage.step(number, "database");
    expect(done.outputs).toEqual({ host: "orders.example.com", nothing: null });
    expect(done.reference).toMatchObject({ kind: "workspace", id: expect.stringMatching(/\/database$/) });
    const alert = (await stage.received("platform")).find(({ path: at }) => at === "/platform/v1/alerts");
    expect(alert?.body).toMatchObject({ watches: "orders.example.com" });
    const lines = await linesOf(number);
    expect(lines).toContain("terraform_data.host: creating…");
    expect(lines).toContain("terraform_data.host: created in 0 s (1 of 1 done)");
    expect(await stage.notes(number)).toContain("1 change applied");
    expect(readdirSync(path.join(dataDir, "work"))).toEqual([]);
  });

  test("keeps what is sensitive out of everything but sealed values", async () => {
    const main = `
      variable "password" {
        type      = string
        sensitive = true
      }
      resource "terraform_data" "it" { input = var.password }
      output "password" {
        value     = terraform_data.it.output
        sensitive = true
      }`;
    const number = await stage.order([step({ password: "${{ inputs.password }}" })], {
      schema: { type: "object", properties: { password: { type: "string", writeOnly: true } } },
      secrets: { "/password": "hunter2-hunter2" },
      modules: [moduleFrom({ "main.tf": main })],
      outputs: { password: { value: "${{ steps.database.outputs.password }}", secret: true } },
    });
    await stage.requestReaches(number, "completed");
    const done = await stage.step(number, "database");
    expect(done.outputs).toEqual({});
    expect(openStepOutputs(done)).toEqual({ password: "hunter2-hunter2" });
    expect(await stage.everythingKept()).not.toContain("hunter2");
  });

  test("learns nothing from its environment", async () => {
    const main = `resource "terraform_data" "spy" {
      provisioner "local-exec" { command = "env | sort" }
    }`;
    const number = await stage.order([step({})], { modules: [moduleFrom({ "main.tf": main })] });
    await stage.requestReaches(number, "completed");
    const printed = (await linesOf(number)).flatMap((line) => /^terraform_data\.spy: (\w+)=/.exec(line)?.[1] ?? []);
    expect(printed).toContain("PATH");
    const known = /^(PATH|HOME|LANG|LC_ALL|TZ|TMPDIR|SSL_CERT_\w+|CHECKPOINT_DISABLE|TF_\w+|PWD|OLDPWD|SHLVL|_)$/;
    expect(printed.filter((name) => !known.test(name))).toEqual([]);
    expect((await linesOf(number)).join("\n")).not.toMatch(/PASSWORD|postgres:|SECRET/);
  });

  test("takes answers as text, whatever they look like", async () => {
    const odd = '${path.module} "quoted" %{ if true } $${x} \\n';
    const main = `${variables("text")}
      output "text" { value = var.text }`;
    const number = await stage.order([step({ text: "${{ inputs.text }}" })], {
      inputs: { text: odd },
      schema: { type: "object", required: ["text"], properties: { text: { type: "string" } } },
      modules: [moduleFrom({ "main.tf": main })],
    });
    await stage.requestReaches(number, "completed");
    expect((await stage.step(number, "database")).outputs).toEqual({ text: odd });
  });

  test("calls modules beside it, and uses PAO's state whatever backend it declares", async () => {
    const files = {
      "main.tf": `terraform {
        backend "s3" { bucket = "not-ours" }
      }
      module "shared" { source = "../shared" }
      output "it" { value = module.shared.it }`,
      "../shared/main.tf": 'output "it" { value = "shared" }',
    };
    const bundle = moduleFrom(files);
    bundle.description.outputs = { it: { sensitive: false } };
    const number = await stage.order([step({})], { modules: [bundle] });
    await stage.requestReaches(number, "completed");
    expect((await stage.step(number, "database")).outputs).toEqual({ it: "shared" });
  });

  test("that can't be planned says why with file and line, and has made nothing", async () => {
    const main = '\nresource "terraform_data" "it" {\n  input = var.nothing\n}\n';
    const number = await stage.order([step({})], { modules: [moduleFrom({ "main.tf": main })] });
    await stage.requestReaches(number, "failed");
    const { problem, reference } = await stage.step(number, "database");
    expect(problem?.sentence).toBe("modules/test/main.tf:3: Reference to undeclared input variable.");
    expect(problem?.detail).toContain("nothing");
    expect(problem?.remedy).toMatch(/\w/);
    expect(reference).toBeNull();
  });

  test("that fails half-way says what exists already, and a retry goes on from there", async () => {
    const main = `${counting("half")}
      resource "terraform_data" "broken" {
        depends_on = [terraform_data.counted]
        provisioner "local-exec" { command = "test -e ${file("mended")}" }
      }`;
    const number = await stage.order([step({})], { modules: [moduleFrom({ "main.tf": main })] });
    await stage.requestReaches(number, "failed");
    const failed = await stage.step(number, "database");
    expect(failed.problem?.sentence).toMatch(/^modules\/test\/main\.tf:\d+: local-exec provisioner error\.$/);
    expect(failed.problem?.detail).toContain("exit status 1");
    expect(failed.problem?.detail).toContain(
      "Exists already: terraform_data.broken (half made), terraform_data.counted.",
    );
    expect(failed.effectEnded).toBe(true);
    writeFileSync(file("mended"), "");
    await stage.retry(number, "database");
    await stage.requestReaches(number, "completed");
    expect(counted("half")).toBe(1);
  });

  test("waits for another one that works on the same resource", async () => {
    const slow = moduleFrom({ "main.tf": counting("slow", 3) });
    const first = await stage.order([step({})], { modules: [slow] });
    await stage.until(async () => (await linesOf(first)).some((line) => line.includes("creating…")));
    const row = await stage.db.execute<{ resource: string }>(sql`select resource from request where number = ${first}`);
    const second = await stage.order([step({})], { modules: [slow], resource: row[0]?.resource ?? "" });
    await stage.requestReaches(second, "completed");
    await stage.requestReaches(first, "completed");
    expect(await linesOf(second)).toContain(`Waits for REQ-${first}, which works on the same state.`);
    expect(counted("slow")).toBe(1);
    expect(await stage.notes(second)).toContain("nothing had to be changed");
  });

  test("yields outputs of any size and kind", async () => {
    const main = `output "list" { value = [for n in range(500) : { n = n, text = join("", [for i in range(1000) : "x"]) }] }`;
    const number = await stage.order([step({})], { modules: [moduleFrom({ "main.tf": main })] });
    await stage.requestReaches(number, "completed");
    expect((await stage.step(number, "database")).outputs["list"]).toHaveLength(500);
  });

  test("is interrupted when its request is aborted", async () => {
    const number = await stage.order([step({})], { modules: [moduleFrom({ "main.tf": counting("aborted", 30) })] });
    await stage.until(async () => (await linesOf(number)).some((line) => line.includes("creating…")));
    await stage.db.execute(sql`update request set state = 'cancelling' where number = ${number}`);
    await stage.requestReaches(number, "aborted");
    const ended = await stage.step(number, "database");
    expect(ended.state).toBe("failed");
    expect(ended.problem?.code).toBe("terraform_stopped");
    expect(ended.problem?.detail).toContain("terraform_data.counted");
  });

  test("is interrupted when its time is up", async () => {
    const number = await stage.order([step({}, { timeout: "4s" })], {
      modules: [moduleFrom({ "main.tf": counting("late", 60) })],
    });
    await stage.requestReaches(number, "failed");
    expect((await stage.step(number, "database")).problem?.code).toBe("timed_out");
  });
});
