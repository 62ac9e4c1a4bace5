import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadRequest, loadSteps, openOutputs } from "#db/request.ts";
import { readModules } from "#lib/commands/offering/modules.ts";
import { accept } from "#lib/core/form/accept.ts";
import { buildForm } from "#lib/core/form/build.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { modulesOf } from "#lib/core/offering/modules.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";

const folder = path.resolve(import.meta.dirname, "../../offerings");
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

/** One order of each offering, as somebody would place it. */
const answers: Record<string, JsonObject> = {
  "data-access": { dataset: "sales.orders", application: "checkout", purpose: "Reports for the sales team." },
  "message-queue": { name: "orders", kind: "ordered", orderBy: "customer", alert: { channel: "#checkout" } },
  "object-bucket": {
    name: "receipts",
    class: "confidential",
    dataOwner: "kim@example.com",
    expiry: [{ prefix: "tmp/" }],
  },
  postgresql: { name: "orders-db", replica: true, zone: "zone-a", costCenter: "4711" },
  "public-hostname": {
    label: "shop",
    target: "shop.internal.example",
    protection: { audience: "partners", ranges: ["10.0.0.0/8"] },
  },
  "service-account": {
    name: "svc-orders",
    purpose: "Publishes orders to the queue.",
    rights: ["publish-messages", "read-secrets"],
    previousKey: "the-old-key-of-svc-orders",
  },
  "virtual-machine": {
    hostname: "batch1",
    machine: { disks: [{ mount: "/data" }] },
    network: "restricted",
    reason: "Card numbers.",
  },
};

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.engine();
});
afterAll(() => stage.end());

/** Does what people would do, until the request has ended. */
async function actAsPeople(number: number): Promise<void> {
  for (const step of await loadSteps(stage.db, number)) {
    if (step.state !== "waiting" || step.reference === null) continue;
    if (step.uses === "manual")
      await stage.complete(number, step.id, { login: "checkout", password: "not so secret here" });
    else if (step.uses === "jira-issue" && step.reference.data?.["status"] !== "Done")
      await stage.close(step.reference.id, "Done", { customfield_10012: "host1.example.com" });
  }
}

test.each(files)("%s runs to its end in the sandbox, and yields what it promises", async (file) => {
  const { offering, issues } = parseOffering(readFileSync(path.join(folder, file), "utf8"));
  expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
  if (!offering) throw new Error("It could not be read.");
  const { name } = offering.metadata;
  const form = buildForm(offering.inputs, offering.ui);
  const accepted = accept(form, answers[name] ?? {});
  if (!accepted.ok) throw new Error(JSON.stringify(accepted.issues));
  const { inputs, secrets } = accepted;
  const known = await readModules(folder);
  const modules = modulesOf(offering).flatMap((one) => known.get(one) ?? []);
  const number = await stage.orderDocument(offering, { inputs, secrets, environment: "prod", modules });
  await stage.until(async () => {
    await actAsPeople(number);
    const state = (await loadRequest(stage.db, number))?.state;
    if (state === "failed")
      throw new Error(JSON.stringify((await loadSteps(stage.db, number)).map(({ id, problem }) => [id, problem])));
    return state === "completed";
  });
  const row = await loadRequest(stage.db, number);
  const outputs = row && { ...row.outputs, ...openOutputs(row) };
  expect(Object.keys(outputs ?? {}).sort()).toEqual(Object.keys(offering.outputs).sort());
});
