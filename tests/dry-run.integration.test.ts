import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { runDry } from "#lib/commands/draft/dry-run.ts";
import type { ProbeView } from "#lib/views/probe/shape.ts";
import { hasTerraform } from "./engine/module.ts";
import { lab, moduleText, openTrial, type Trial } from "./trial.ts";

// A draft is asked about with everything rendered: by a real engine, of the stand-ins.

const secret = "hunter2-of-nobody";
const draftText = (name: string, more = "") => `apiVersion: pao/v1
kind: Offering
metadata:
  name: ${name}
  title: Lake
  summary: A lake of data.
  owner: data-platform
  category: databases
  availableTo: [checkout]
  environments: [prod]
inputs:
  type: object
  required: [name, size, password]
  properties:
    name: { type: string, title: Name }
    size: { type: string, title: Size }
    password: { type: string, title: Password, writeOnly: true }
fulfillment:
  steps:
    - id: ticket
      uses: jira-issue
      blocking: false
      with: { project: DBA, issueType: Task, summary: "Make \${{ inputs.name }} for \${{ request.number }}" }
    - id: disk
      uses: terraform
      with:
        module: modules/lake
        variables: { name: "\${{ inputs.name }}", password: "\${{ inputs.password }}" }
    - id: run
      uses: github-workflow
      with: { repository: acme/db-ops, workflow: bootstrap.yml, inputs: { host: "\${{ inputs.name }}", size: "\${{ inputs.size }}" }, keyInput: pao }
    - id: bucket
      needs: []
      uses: http
      connection: slow
      with: { method: POST, path: /v1/buckets, idempotent: true, headers: { "X-Key": "\${{ inputs.password }}" }, body: { name: "\${{ inputs.name }}" } }
outputs:
  host: { value: "\${{ steps.disk.outputs.host }}" }
${more}`;

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial({ "modules/lake/main.tf": moduleText("first") });
});
afterAll(() => trial?.close());

/** How much there is of what only an order makes. */
const made = () =>
  database()
    .execute(sql`select (select count(*) from request)::int as requests, (select count(*) from resource)::int as resources,
    (select count(*) from terraform_state)::int as states, (select count(*) from sandbox.issue)::int as issues`);

const told = ({ answers }: ProbeView) => answers.map(({ step, verdict }) => [step, verdict]);

describe.skipIf(!hasTerraform)("a dry run", () => {
  const inputs = { name: "orders", size: "small", password: secret };

  test("renders everything, asks what the outside would take, and makes nothing anywhere", async () => {
    const before = await made();
    const source = draftText("lake-dry");
    const id = await trial.begun(source);
    const release = trial.hold();
    const run = await trial.done(runDry, { id, version: 1, ...lab, inputs });
    expect(run.steps.map((step) => [step.id, step.runs])).toEqual([
      ["ticket", "yes"],
      ["disk", "yes"],
      ["run", "yes"],
      ["bucket", "yes"],
    ]);
    expect(run.decision.answer).toBe("allow");
    expect(run.steps[0]?.preview.text).toContain("Make orders for");
    // Findings come as they are there: the one whose outside has not answered yet is missing.
    const early = await trial.probed(run.probe.id, ({ answers }) => answers.length === 3);
    expect(early).toMatchObject({ state: "asked", dryRun: true });
    expect(told(early)).toEqual([
      ["ticket", "ok"],
      ["disk", "ok"],
      ["run", "ok"],
    ]);
    release();
    const whole = await trial.probed(run.probe.id);
    expect(told(whole)).toEqual([...told(early), ["bucket", "ok"]]);
    const [, disk] = whole.answers;
    expect(disk?.findings[0]?.sentence).toMatch(/plans the module: 1 to be made \(terraform_data\.first\)\.$/);
    expect(disk?.findings[1]).toMatchObject({ level: "note", sentence: expect.stringContaining("password") });
    const line = source.split("\n").findIndex((text) => text.includes("variables:")) + 1;
    expect(disk?.findings[1]?.line).toBe(line);
    const calls = [...(await trial.received()), ...trial.calls.map((call) => call.split(" ")[0])];
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.filter((method) => method !== "GET" && method !== "HEAD")).toEqual([]);
    expect(await made()).toEqual(before);
    const kept = await database().execute(
      sql`select p::text as row from probe p union all select r::text from revision r`,
    );
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  test("says what the outside would not take of these answers, with its place in the draft", async () => {
    const source = draftText("lake-wrong");
    const id = await trial.begun(source);
    const run = await trial.done(runDry, {
      id,
      version: 1,
      ...lab,
      inputs: { ...inputs, name: "orders-", size: "tiny" },
    });
    const view = await trial.probed(run.probe.id);
    expect(told(view).slice(1, 3)).toEqual([
      ["disk", "problem"],
      ["run", "problem"],
    ]);
    expect(view.answers[1]?.findings[0]?.sentence).toContain("A name ends with a letter or digit.");
    const workflow = source.split("\n").findIndex((text) => text.includes("workflow:")) + 1;
    expect(view.answers[2]?.findings).toMatchObject([
      { level: "problem", sentence: expect.stringContaining("size"), line: workflow },
    ]);
  });
});
