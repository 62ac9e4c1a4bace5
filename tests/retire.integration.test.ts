import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseUrl } from "#lib/env.ts";
import type { Actor } from "#lib/core/access.ts";
import { abortRequest } from "#lib/commands/request/abort.ts";
import { completeTask } from "#lib/commands/request/complete-task.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import { planOrder } from "#lib/commands/request/plan.ts";
import { type Engine, startEngine } from "#lib/engine/start.ts";
import { operationView } from "#lib/views/resource/operation.ts";
import { requestView } from "#lib/views/request/request.ts";
import type { RequestView } from "#lib/views/request/shape.ts";
import { resourceView } from "#lib/views/resource/resource.ts";
import { watch } from "#lib/views/watch.ts";
import { manualOffering } from "./documents.ts";
import { type DemoUser, freshPortal, type Portal } from "./portal.ts";

// The life of a resource: ordered, there, retired by the steps that its document names.

const retire = `
operations:
  retire:
    title: Retire
    fulfillment:
      steps:
        - id: revoke
          title: Revoke the access
          uses: manual
          with:
            team: data-platform
            instructions: "Revoke \${{ resource.name }} on \${{ resource.outputs.host }}, size \${{ resource.inputs.size }}."
        - id: tell
          title: Tell the owner
          uses: manual
          with: { team: data-platform, instructions: "\${{ resource.name }} is gone: \${{ request.number }}." }
  resize:
    title: Resize
    inputs: { type: object, required: [size], properties: { size: { type: string, enum: [small, large] } } }
    fulfillment:
      steps:
        - { id: resize, title: Resize, uses: manual, with: { team: data-platform, instructions: Resize it. } }
`;
const lasting = manualOffering.replaceAll("access-grant", "lasting-grant");

let portal: Portal;
let engine: Engine;

beforeAll(async () => {
  portal = await freshPortal({
    "access-grant.yaml": manualOffering + retire,
    "lasting-grant.yaml": lasting,
  });
  const options = { version: "test", concurrency: 4, baseUrl: "http://localhost:3000", longestPauseSeconds: 1 };
  engine = await startEngine({ databaseUrl: databaseUrl(), dataDir: `${portal.folder}/data`, ...options });
});

afterAll(async () => {
  await engine.stop();
  await portal.close();
});

const by = async (user: DemoUser) => ({ actor: await portal.actor(user), door: "rest" as const });

interface Made {
  number: string;
  resource: string;
}

async function order(name: string, offering = "access-grant"): Promise<Made> {
  const inputs = { name, reason: "on call" };
  const given = { offering, project: "checkout", environment: "dev", inputs };
  const answer = await orderRequest(await by("developer"), given);
  if (!answer.ok) throw new Error(answer.problem.message);
  return answer.value;
}

async function until(number: string, reached: (view: RequestView) => boolean): Promise<RequestView> {
  const gone = new AbortController();
  const { actor } = await by("developer");
  try {
    const hints = await watch(() => actor, gone.signal);
    for (;;) {
      const view = await requestView(actor, number);
      if (reached(view)) return view;
      await hints.next();
    }
  } finally {
    gone.abort();
  }
}

async function answered(number: string, step: string, outputs: object = {}): Promise<RequestView> {
  const waits = (view: RequestView) => view.steps.some(({ id, state }) => id === step && state === "waiting");
  const view = await until(number, waits);
  const done = await completeTask(await by("author"), { number, step, outputs });
  expect(done).toMatchObject({ ok: true });
  return view;
}

async function made(name: string, offering?: string): Promise<Made> {
  const ordered = await order(name, offering);
  await answered(ordered.number, "grant", { host: "db.example", password: "p4ss-w0rd" });
  await answered(ordered.number, "tell");
  await until(ordered.number, ({ state }) => state === "completed");
  return ordered;
}

const retiring = async (resource: string | undefined, more: object = {}, user: DemoUser = "developer") =>
  orderRequest(await by(user), {
    offering: "access-grant",
    project: "checkout",
    environment: "dev",
    operation: "retire",
    ...(resource === undefined ? {} : { resource }),
    ...more,
  });

const stateOf = async (id: string) => (await resourceView(await portal.actor("developer"), id)).state;

test("a resource is retired by its document's steps, which read what it is", async () => {
  const { resource } = await made("orders");
  expect(await stateOf(resource)).toBe("active");
  const answer = await retiring(resource);
  if (!answer.ok) throw new Error(answer.problem.message);
  expect(answer.value).toMatchObject({ resource, title: "orders", inputs: {} });
  expect(await stateOf(resource)).toBe("retiring");
  const { number } = answer.value;
  expect(await retiring(resource)).toMatchObject({
    problem: { code: "conflict", message: `${number} by Demo developer works on orders and has not ended.` },
  });
  const view = await answered(number, "revoke");
  expect(view.steps[0]?.task?.instructions.replaceAll("\\", "")).toBe("Revoke orders on db.example, size small.");
  expect((await answered(number, "tell")).steps[1]?.task?.instructions).toContain(number);
  await until(number, ({ state }) => state === "completed");
  const gone = await resourceView(await portal.actor("developer"), resource);
  expect(gone).toMatchObject({
    state: "retired",
    operations: [
      { name: "retire", kind: "retire" },
      { name: "resize", kind: "change" },
    ],
  });
  expect(gone.requests.map((one) => one.number)[0]).toBe(number);
  expect(await retiring(resource)).toMatchObject({
    problem: { code: "conflict", message: "orders is retired: nothing can be done to it." },
  });
});

test("what a resource was changed to is what the next operation reads, and what it yields stays", async () => {
  const { resource } = await made("ledger");
  const answer = await retiring(resource, { operation: "resize", inputs: { size: "large" } });
  const number = answer.ok ? answer.value.number : "";
  expect(await stateOf(resource)).toBe("changing");
  await answered(number, "resize");
  await until(number, ({ state }) => state === "completed");
  expect(await stateOf(resource)).toBe("active");
  const gone = await retiring(resource);
  const view = await answered(gone.ok ? gone.value.number : "", "revoke");
  expect(view.steps[0]?.task?.instructions.replaceAll("\\", "")).toBe("Revoke ledger on db.example, size large.");
});

test("an aborted retirement leaves the resource as it was, to be retired later", async () => {
  const { resource } = await made("stock");
  const answer = await retiring(resource);
  const number = answer.ok ? answer.value.number : "";
  await until(number, ({ steps }) => steps[0]?.state === "waiting");
  await abortRequest(await by("developer"), { number });
  await until(number, ({ state }) => state === "aborted");
  expect(await stateOf(resource)).toBe("active");
  expect(await retiring(resource)).toMatchObject({ ok: true });
});

test("what is still being made, of another place or nobody's is not retired", async () => {
  const { resource, number } = await order("young");
  expect(await retiring(resource)).toMatchObject({ problem: { message: expect.stringContaining(number) } });
  for (const id of [undefined, "x", "00000000-0000-0000-0000-000000000000"])
    expect(await retiring(id)).toMatchObject({ problem: { code: "invalid", issues: [{ path: "/resource" }] } });
  for (const other of [{ environment: "test" }, { offering: "lasting-grant" }, { operation: "create" }])
    expect((await retiring(resource, other)).ok).toBe(false);
  expect(await retiring(resource, { inputs: { size: "large" } })).toMatchObject({ ok: false });
});

test("another team retires nothing", async () => {
  const { resource } = await order("foreign");
  expect(await retiring(resource, {}, "author")).toMatchObject({ problem: { code: "forbidden" } });
});

test("an offering that says nothing of retiring is told so", async () => {
  const { resource } = await order("lasting", "lasting-grant");
  expect(await retiring(resource, { offering: "lasting-grant" })).toMatchObject({
    problem: { code: "invalid", message: "Access grant says nothing of how to retire it." },
  });
});

test("a dry run says nothing of a resource that its actor may not see, nor of who works on it", async () => {
  const { resource } = await made("secret-project");
  const eve: Actor = { kind: "person", id: "eve", name: "Eve", teams: { networking: ["member"] }, roles: [] };
  const asked = { offering: "access-grant", project: "checkout", environment: "dev", operation: "retire", resource };
  const dryRun = (more = {}) => planOrder({ actor: eve, door: "rest" }, { ...asked, ...more });
  const nobodys = await dryRun({ resource: "00000000-0000-0000-0000-000000000000" });
  expect(nobodys).toMatchObject({ ok: false, problem: { code: "invalid", issues: [{ path: "/resource" }] } });
  expect(await dryRun()).toEqual(nobodys);
  await retiring(resource);
  expect(await dryRun()).toEqual(nobodys);
  expect(await planOrder(await by("author"), asked)).toMatchObject({ problem: { code: "conflict" } });
});

test("a resource is retired though its offering is offered elsewhere only, says nothing of it any more, or is gone", async () => {
  const source = (manualOffering + retire).replaceAll("access-grant", "fading-grant");
  await portal.write("fading-grant.yaml", source);
  await portal.reload();
  const [other, third, { resource }] = [
    await made("fade", "fading-grant"),
    await made("faded", "fading-grant"),
    await made("fading", "fading-grant"),
  ];
  const ends: string[] = [];
  const given = { offering: "fading-grant", project: "checkout", environment: "dev", operation: "retire", resource };
  const retired = async (id: string) => {
    const answer = await orderRequest(await by("developer"), { ...given, resource: id });
    const number = answer.ok ? answer.value.number : "";
    await answered(number, "revoke");
    await answered(number, "tell");
    await until(number, ({ state }) => state === "completed");
    return stateOf(id);
  };
  const narrowed = source.replace("metadata:", "metadata:\n  environments: [prod]\n  availableTo: [networking]");
  for (const now of [narrowed, manualOffering.replaceAll("access-grant", "fading-grant"), null]) {
    if (now === null) await rm(`${portal.folder}/fading-grant.yaml`);
    else await portal.write("fading-grant.yaml", now);
    await portal.reload();
    const { operations } = await resourceView(await portal.actor("developer"), resource);
    expect(operations.map(({ name }) => name)).toEqual(["retire"]);
    const view = await operationView(await portal.actor("developer"), resource, "retire");
    const { revision } = view.ordered;
    expect(await planOrder(await by("developer"), { ...given, revision })).toMatchObject({
      ok: true,
      value: { decision: { answer: "allow" } },
    });
    const resize = { ...given, operation: "resize", inputs: { size: "large" } };
    expect((await orderRequest(await by("developer"), resize)).ok).toBe(false);
    ends.push(await retired([other.resource, third.resource, resource][ends.length] ?? ""));
  }
  expect(ends).toEqual(["retired", "retired", "retired"]);
});
