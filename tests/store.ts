import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { vi } from "vitest";
import { openStates, readState, releaseState, takeState, writeState } from "#db/terraform-state.ts";
import { existing } from "#lib/adapters/terraform/state.ts";
import { completeTask } from "#lib/commands/request/complete-task.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import type { Result } from "#lib/core/problem.ts";
import { databaseUrl } from "#lib/env.ts";
import { type Engine, startEngine } from "#lib/engine/start.ts";
import { requestView } from "#lib/views/request/request.ts";
import type { RequestView } from "#lib/views/request/shape.ts";
import { resourceView } from "#lib/views/resource/resource.ts";
import { watch } from "#lib/views/watch.ts";
import { type DemoUser, freshPortal, type Portal } from "./portal.ts";

const document = `
apiVersion: pao/v1
kind: Offering
metadata:
  name: store
  title: Store
  summary: A store.
  owner: data-platform
  category: databases
inputs:
  type: object
  required: [name, password]
  properties:
    name: { type: string, title: Name }
    password: { type: string, title: Password, writeOnly: true }
    size: { type: string, title: Size, enum: [small, large], default: small }
    slow: { type: boolean, title: Slow, default: false }
    broken: { type: boolean, title: Broken, default: false }
fulfillment:
  steps:
    - id: disk
      uses: terraform
      with:
        module: modules/disk
        variables:
          password: "\${{ inputs.password }}"
          size: "\${{ inputs.size }}"
          slow: "\${{ inputs.slow }}"
          broken: "\${{ inputs.broken }}"
    - id: archive
      if: "\${{ inputs.size == 'large' }}"
      uses: terraform
      with: { module: modules/disk, variables: { password: "\${{ inputs.password }}" } }
operations:
  resize:
    title: Resize
    inputs:
      type: object
      required: [password]
      properties: { password: { type: string, title: Password, writeOnly: true } }
    fulfillment:
      steps:
        - id: grow
          uses: terraform
          with:
            module: modules/disk
            workspace: disk
            variables: { password: "\${{ inputs.password }}", size: huge }
  adjust:
    title: Adjust
    inputs:
      type: object
      required: [password]
      properties: { password: { type: string, title: Password, writeOnly: true } }
    fulfillment:
      steps:
        - id: disk
          uses: terraform
          with: { module: modules/disk, variables: { password: "\${{ inputs.password }}", size: tiny } }
        - id: mirror
          uses: terraform
          with: { module: modules/disk, variables: { password: "\${{ inputs.password }}" } }
`;

/** What it removes leaves a line in a file, so that it can be counted. */
const moduleWith = (erased: string) => `
variable "password" {
  type      = string
  sensitive = true
}
variable "size" {
  type    = string
  default = "small"
}
variable "slow" {
  type    = bool
  default = false
}
variable "broken" {
  type    = bool
  default = false
}
resource "terraform_data" "broken" {
  count      = var.broken ? 1 : 0
  depends_on = [terraform_data.disk]
  provisioner "local-exec" { command = "false" }
}
resource "terraform_data" "key" { input = var.password }
resource "terraform_data" "disk" {
  input = { size = var.size, wait = var.slow ? 4 : 0 }
  provisioner "local-exec" {
    when    = destroy
    command = "echo once >> ${erased}; sleep \${self.input.wait}"
  }
}`;

export const password = "hunter2-hunter2";

export interface Ordered {
  number: string;
  resource: string;
}

/** A portal with an offering that Terraform makes, for tests of how that is removed again. */
export interface Store {
  portal: Portal;
  start: () => Promise<Engine>;
  by: (user?: DemoUser) => Promise<{ actor: Awaited<ReturnType<Portal["actor"]>>; door: "rest" }>;
  ordered: (inputs: object, more?: object) => Promise<Ordered>;
  /** Ordered, and there. */
  made: (name: string, more?: object) => Promise<Ordered>;
  retiring: (resource: string) => Promise<Ordered>;
  confirm: (number: string, name: string, user?: DemoUser) => Promise<Result<{ number: string }>>;
  until: (number: string, reached: (view: RequestView) => boolean) => Promise<RequestView>;
  stateOf: (resource: string) => Promise<string>;
  /** How often something was removed. */
  erasures: () => number;
  forget: () => void;
  close: () => Promise<void>;
}

export async function openStore(): Promise<Store> {
  const folder = mkdtempSync(path.join(tmpdir(), "pao-store-"));
  const erased = path.join(folder, "erased");
  const dataDir = path.join(folder, "data");
  vi.stubEnv("PAO_DATA_DIR", dataDir);
  const portal = await freshPortal({ "modules/disk/main.tf": moduleWith(erased), "store.yaml": document });
  const by = async (user: DemoUser = "developer") => ({ actor: await portal.actor(user), door: "rest" as const });
  const ordered = async (inputs: object, more: object = {}) => {
    const given = { offering: "store", project: "checkout", environment: "dev", inputs, ...more };
    const answer = await orderRequest(await by(), given);
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
    return answer.value;
  };
  const until: Store["until"] = async (number, reached) => followed((await by()).actor, number, reached);
  return {
    portal,
    start: () => startEngine({ ...engine, databaseUrl: databaseUrl(), dataDir }),
    by,
    ordered,
    made: async (name, more) => {
      const order = await ordered({ name, password, ...more });
      await until(order.number, completed);
      return order;
    },
    retiring: (resource) => ordered({}, { operation: "retire", resource }),
    confirm: async (number, name, user) => completeTask(await by(user), { number, step: "confirm", outputs: { name } }),
    until,
    stateOf: async (id) => (await resourceView((await by()).actor, id)).state,
    erasures: () => lines(erased),
    forget: () => rmSync(erased, { force: true }),
    close: async () => {
      await portal.close();
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const engine = {
  version: "test",
  concurrency: 4,
  baseUrl: "http://localhost:3000",
  longestPauseSeconds: 1,
  graceMs: 500,
};

export const completed = ({ state }: RequestView) => state === "completed";
export const asks = ({ steps }: RequestView) => steps.some(({ id, state }) => id === "confirm" && state === "waiting");
export const stepOf = (view: RequestView, id: string) => view.steps.find((step) => step.id === id);

function lines(file: string): number {
  try {
    return readFileSync(file, "utf8").trim().split("\n").length;
  } catch {
    return 0;
  }
}

/** Follows a request by the hints that pages live on, until it is as wanted. */
export async function followed(
  actor: Awaited<ReturnType<Portal["actor"]>>,
  number: string,
  reached: (view: RequestView) => boolean,
): Promise<RequestView> {
  const gone = new AbortController();
  try {
    const hints = await watch(() => actor, gone.signal);
    for (;;) {
      const view = await requestView(actor, number);
      if (reached(view)) return view;
      const problems = view.steps.flatMap(({ id, problem }) => (problem ? [{ id, problem }] : []));
      if (view.state === "failed" && problems.length > 0) throw new Error(JSON.stringify(problems));
      await hints.next();
    }
  } finally {
    gone.abort();
  }
}

async function inState<T>(work: (sql: ReturnType<typeof openStates>["sql"]) => Promise<T>): Promise<T> {
  const { sql, close } = openStates(databaseUrl());
  try {
    return await work(sql);
  } finally {
    await close();
  }
}

/** What exists by a state. */
export const leftIn = (workspace: string) => inState(async (sql) => existing(await readState(sql, workspace)));

/** Somebody else makes something in the same state. */
export function madeBeside(workspace: string): Promise<void> {
  return inState(async (sql) => {
    const holder = { run: "beside", request: "REQ-0", step: "x" };
    await takeState(sql, workspace, holder, 60);
    const state: unknown = JSON.parse((await readState(sql, workspace)) ?? "{}");
    const { resources } = state as { resources: { name: string }[] };
    const key = resources.find(({ name }) => name === "key");
    const more = { ...(state as object), serial: 99, resources: [...resources, { ...key, name: "beside" }] };
    await writeState(sql, workspace, holder.run, JSON.stringify(more));
    await releaseState(sql, workspace, holder.run);
  });
}
