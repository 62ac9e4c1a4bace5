import { describe, expect, test } from "vitest";
import { manualPayload } from "#lib/core/adapter/manual.ts";
import { terraformPayload } from "#lib/core/adapter/terraform.ts";
import { withValues } from "#lib/core/adapter/markdown-text.ts";
import { accept } from "#lib/core/form/accept.ts";
import { taskForm } from "#lib/core/outcome/task.ts";
import { compilePlan } from "./compile.ts";
import { database, order } from "./plan.fixture.ts";
import type { MadeState } from "./removal.ts";

const offering = database({
  fulfillment: {
    steps: [
      { id: "net", uses: "terraform", with: { module: "modules/net" } },
      { id: "db", uses: "terraform", with: { module: "modules/db" } },
      { id: "call", title: "Call the owner", uses: "manual", with: { team: "dba", instructions: "Call." } },
    ],
  },
  outputs: {},
});

const state = (workspace: string, step = workspace): MadeState => ({
  workspace,
  request: 1001,
  step,
  module: { folder: `modules/${workspace}`, digest: `${workspace}-digest` },
});

const resource = { id: "r", name: "a.b (c)" };
const retire = (made: MadeState[]) => {
  const { context, ...given } = order({}, offering);
  return compilePlan({ ...given, operation: "retire", inputs: {}, context: { ...context, resource }, made });
};

describe("a retirement that follows from Terraform", () => {
  const plan = retire([state("net"), state("db", "resize")]);

  test("plans every state, asks once, and destroys the last made first", () => {
    expect(plan.steps.map(({ id, needs, title }) => ({ id, needs, title }))).toEqual([
      { id: "plan_db", needs: [], title: "Plan the removal of db" },
      { id: "plan_net", needs: ["plan_db"], title: "Plan the removal of net" },
      { id: "confirm", needs: ["plan_db", "plan_net"], title: "Confirm the removal of a.b (c)" },
      { id: "destroy_db", needs: ["confirm"], title: "Remove db" },
      { id: "destroy_net", needs: ["destroy_db"], title: "Remove net" },
    ]);
  });

  test("runs the modules that were last applied, with the variables of the step that did, and what was confirmed", () => {
    expect(plan.steps.at(-2)).toMatchObject({
      module: { folder: "modules/db", digest: "db-digest" },
      removal: { of: { request: 1001, step: "resize" }, plans: ["plan_db"] },
      payload: { value: { mode: "destroy", workspace: "db" }, holes: [] },
      sentence: "Removes what the Terraform module modules/db has made: what was confirmed, and nothing else.",
    });
    expect(plan.steps[0]).toMatchObject({
      payload: { value: { mode: "plan" } },
      sentence: "Plans the removal of everything that the Terraform module modules/db has made, and changes nothing.",
    });
    for (const { uses, payload } of plan.steps)
      expect((uses === "manual" ? manualPayload : terraformPayload).safeParse(payload.value).success).toBe(true);
  });

  test("asks the requester's team for the name, exactly so", () => {
    const confirm = plan.steps[2];
    expect(confirm?.payload.value["team"]).toBe("checkout");
    const form = taskForm(confirm?.payload.value ?? {});
    const answer = (name: unknown) => form && accept(form, name === undefined ? {} : { name }).ok;
    expect([answer("a.b (c)"), answer("aXb (c)"), answer("a.b (c) "), answer(""), answer(undefined)]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(form && accept(form, { name: "other" })).toMatchObject({
      issues: [{ message: "This is not its name: type “a.b (c)”, exactly so." }],
    });
  });

  test("says what stays", () => {
    const { instructions } = manualPayload.parse(plan.steps[2]?.payload.value);
    expect(withValues(instructions.markdown, instructions.values)).toContain(
      "PAO leaves what other steps made as it is: Call the owner.",
    );
  });

  test("of which nothing was made asks all the same, and destroys nothing", () => {
    expect(retire([]).steps.map(({ id }) => id)).toEqual(["confirm"]);
  });

  test("of one state names no part of it", () => {
    expect(retire([state("db")]).steps.map(({ title }) => title)).toEqual([
      "Plan the removal",
      "Confirm the removal of a.b (c)",
      "Remove what Terraform made",
    ]);
  });
});
