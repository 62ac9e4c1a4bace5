import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadRequest, loadSteps, openOutputs } from "#db/request.ts";
import { readModules } from "#lib/commands/offering/modules.ts";
import { inOrder } from "#lib/core/offering/folder.ts";
import { pinsOf, type Children } from "#lib/core/offering/bundle/child.ts";
import { accept } from "#lib/core/form/accept.ts";
import { buildForm } from "#lib/core/form/build.ts";
import type { StepRow } from "#db/step.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { modulesOf } from "#lib/core/offering/modules.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { hasTerraform } from "#tests/engine/module.ts";

const folder = path.resolve(import.meta.dirname, "../../offerings");
const documents = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
const sourceOf = (file: string) => readFileSync(path.join(folder, file), "utf8");
/** What is made of others is ordered as a whole in a journey. */
const files = documents.filter((file) => !sourceOf(file).includes("uses: offering"));

/** One order of each offering, as somebody would place it. */
const answers: Record<string, JsonObject> = {
  "code-repository": { name: "checkout-api", reviewers: 2 },
  "container-service": {
    name: "checkout-api",
    image: "registry.example.com/checkout/api:1.4.2",
    replicas: 2,
    settings: [{ name: "LOG_LEVEL", value: "warn" }],
    secrets: [{ name: "API_KEY", value: "not for anybody's eyes" }],
    public: true,
    visitors: "customers",
  },
  "data-access": { dataset: "sales.orders", application: "checkout", purpose: "Reports for the sales team." },
  "deploy-pipeline": { name: "checkout-api", trigger: "button", approvers: ["kim@example.com"] },
  "deployment-configuration": {
    name: "orders",
    image: "registry.shop.example/orders:1.0.0",
    replicas: 2,
    settings: [{ name: "LOG_LEVEL", value: "no" }],
    remark: "@kim asked for it",
  },
  "event-topic": {
    name: "orders.placed",
    schema: "https://git.example.com/orders/placed.schema.json",
    reading: { by: "push", address: "https://checkout.example.com/events", signing: "sixteen-letters-or-more" },
  },
  "key-rotation": { name: "svc-orders", cause: "leak", seen: "In the log of the nightly job." },
  "message-queue": { name: "orders", kind: "ordered", orderBy: "customer", alert: { channel: "#checkout" } },
  "object-bucket": {
    name: "receipts",
    class: "confidential",
    dataOwner: "kim@example.com",
    expiry: [{ prefix: "tmp/" }],
  },
  postgresql: { name: "orders-db", replica: true, zone: "zone-a", costCenter: "4711" },
  "postgresql-cluster": {
    name: "orders-db",
    standbys: ["zone-a", "zone-c"],
    parameters: [{ name: "work_mem", value: "64MB" }],
    migrations: 14,
  },
  "private-network": {
    name: "checkout-net",
    addresses: { from: "agreed", range: "10.20.0.0/20", agreement: "NET-204" },
    subnets: [
      { name: "apps", zone: "zone-a", newbits: 1 },
      { name: "edge", zone: "zone-b", newbits: 4, public: true },
    ],
    rules: [{ name: "https", ports: { from: 443, to: 443 }, peers: ["10.0.0.0/8"] }],
    logBucket: "checkout-flow-logs",
  },
  "public-hostname": {
    label: "shop",
    target: "shop.internal.example",
    protection: { audience: "partners", ranges: ["10.0.0.0/8"] },
  },
  "redis-cache": { name: "sessions", persistent: true, replicas: 1 },
  "secret-store": {
    name: "payments",
    entries: [{ name: "payment-api-key", value: "not for anybody's eyes" }],
    readers: ["checkout-api"],
    rotation: 0,
    reason: "The provider can't change it.",
  },
  "sending-domain": {
    name: "mail.shop.example",
    purpose: "newsletter",
    unsubscribe: "https://shop.example/unsubscribe",
    consent: true,
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
  stage = await openStage(undefined, undefined, 110_000);
  await stage.engine({ concurrency: 8 });
});
afterAll(() => stage.end());

const asked = (step: StepRow, known: JsonObject) =>
  Object.fromEntries(Object.entries(known).filter(([name]) => Object.hasOwn(step.plan.outputs, name)));

/** Does what people would do, each task and ticket once. */
async function actAsPeople(number: number, seen: Set<string>): Promise<void> {
  for (const step of await loadSteps(stage.db, number)) {
    if (step.state !== "waiting" || step.reference === null || seen.has(step.id)) continue;
    if (step.uses !== "github-pull-request") seen.add(step.id);
    if (step.uses === "manual")
      await stage.complete(number, step.id, asked(step, { login: "checkout", password: "not so secret here" }));
    else if (step.uses === "jira-issue")
      await stage.close(step.reference.id, "Done", { customfield_10012: "host1.example.com" });
    else if (step.uses === "github-pull-request") await stage.merge(step.reference);
  }
}

/** What runs differently elsewhere is ordered there too. */
const elsewhere: Record<string, JsonObject> = {
  "event-topic": { name: "prices.changed", reading: { by: "fetch", groups: ["search-indexer"] } },
  "postgresql-cluster": { name: "try-db" },
  "private-network": {
    name: "try-net",
    addresses: { from: "pool", prefix: "/22" },
    subnets: [{ name: "all", newbits: 1 }],
  },
  "redis-cache": { name: "try-cache" },
};

const orders = files.flatMap((file) => {
  const name = path.basename(file, ".yaml");
  const inDev = elsewhere[name];
  const first = { file, environment: "prod" as const, given: answers[name] ?? {} };
  return inDev ? [first, { file, environment: "dev" as const, given: inDev }] : [first];
});

const read = async (file: string) => {
  const modules = await readModules(folder);
  const context = { modules: Object.fromEntries(modules) };
  return { modules, ...checkOffering(sourceOf(file), context) };
};

test("every bundle fits what it is made of, and leaves nothing to say", async () => {
  const modules = Object.fromEntries(await readModules(folder));
  const children: Record<string, Children[string]> = {};
  for (const { name, source } of inOrder(
    documents.map((file) => ({ name: path.basename(file, ".yaml"), source: sourceOf(file) })),
  )) {
    const { offering, issues } = checkOffering(source, { modules, children });
    expect(issues).toEqual([]);
    if (offering) children[name] = { revision: 1, document: offering, modules };
  }
  expect(Object.keys(pinsOf(children["new-application"]?.document ?? nothing())).sort()).toEqual([
    "code-repository",
    "container-service",
    "message-queue",
    "postgresql",
    "public-hostname",
  ]);
});

function nothing(): never {
  throw new Error("No document.");
}

test.each(files)("%s fits the modules that it runs, and leaves nothing to say", async (file) => {
  expect((await read(file)).issues).toEqual([]);
});

test.concurrent.for(orders)(
  "$file runs to its end in $environment, and yields what it promises",
  { timeout: 120_000 },
  async (order, { skip, expect }) => {
    const { offering, modules: known } = await read(order.file);
    if (!offering) throw new Error("It could not be read.");
    const folders = modulesOf(offering);
    skip(folders.length > 0 && !hasTerraform, "There is no Terraform on this machine.");
    const accepted = accept(buildForm(offering.inputs, offering.ui), order.given);
    if (!accepted.ok) throw new Error(JSON.stringify(accepted.issues));
    const { open: inputs, secrets } = accepted;
    const modules = folders.flatMap((one) => known.get(one) ?? []);
    const number = await stage.orderDocument(offering, { inputs, secrets, environment: order.environment, modules });
    const seen = new Set<string>();
    await stage.until(async () => {
      await actAsPeople(number, seen);
      const state = (await loadRequest(stage.db, number))?.state;
      if (state === "failed")
        throw new Error(JSON.stringify((await loadSteps(stage.db, number)).map(({ id, problem }) => [id, problem])));
      return state === "completed";
    });
    const row = await loadRequest(stage.db, number);
    const outputs = row && { ...row.outputs, ...openOutputs(row) };
    expect(Object.keys(outputs ?? {}).sort()).toEqual(Object.keys(offering.outputs).sort());
  },
);

test("of the secrets in these orders nothing is kept in clear", async () => {
  const kept = await stage.everythingKept();
  expect(kept).toContain("checkout-api");
  for (const secret of ["not for anybody's eyes", "the-old-key-of-svc-orders", "sixteen-letters-or-more"])
    expect(kept).not.toContain(secret);
});
