import { createServer } from "node:http";
import { sql } from "drizzle-orm";
import { database } from "#db/client.ts";
import { saveConnection } from "#db/connection.ts";
import { beginDraft } from "#lib/commands/draft/begin.ts";
import type { Command } from "#lib/commands/command.ts";
import type { ProblemView } from "#lib/core/problem.ts";
import { databaseUrl } from "#lib/env.ts";
import { startEngine } from "#lib/engine/start.ts";
import { createSandbox } from "#lib/sandbox/sandbox.ts";
import { probeView } from "#lib/views/probe/probe.ts";
import type { ProbeView } from "#lib/views/probe/shape.ts";
import { requestView } from "#lib/views/request/request.ts";
import type { RequestView } from "#lib/views/request/shape.ts";
import { type DemoUser, freshPortal, type Portal } from "./portal.ts";

/** Where a draft is tried: a portal with a real engine, the stand-ins, and one address that answers when it is let. */
export interface Trial {
  portal: Portal;
  /** Methods and paths of what the address `slow` was asked. */
  calls: string[];
  /** It answers nothing more until what this answers is called. */
  hold: () => () => void;
  as: (user?: DemoUser) => Promise<{ actor: Awaited<ReturnType<Portal["actor"]>>; door: "rest" }>;
  done: <T>(command: Command<T>, input: object, user?: DemoUser) => Promise<T>;
  refused: (command: Command<unknown>, input: object, user?: DemoUser) => Promise<ProblemView>;
  /** The id of a new draft of the author's. */
  begun: (source: string) => Promise<string>;
  /** The probe, once this holds of it. */
  probed: (id: string, holds?: (view: ProbeView) => boolean) => Promise<ProbeView>;
  /** The request, once nothing moves any more. */
  ended: (number: string) => Promise<RequestView>;
  /** Methods of all that the stand-ins were asked. */
  received: () => Promise<string[]>;
  close: () => Promise<void>;
}

export async function openTrial(documents: Record<string, string> = {}): Promise<Trial> {
  const portal = await freshPortal(documents);
  const slow = await slowServer();
  const sandbox = await createSandbox({
    databaseUrl: databaseUrl(),
    port: 0,
    lagMs: 0,
    mainUrl: "http://127.0.0.1:3000",
  });
  await connect(sandbox.url, slow.url);
  const options = { version: "test", concurrency: 4, baseUrl: "http://localhost:3000", longestPauseSeconds: 1 };
  const engine = await startEngine({ databaseUrl: databaseUrl(), dataDir: `${portal.folder}/data`, ...options });
  const as: Trial["as"] = async (user = "author") => ({ actor: await portal.actor(user), door: "rest" });
  const done: Trial["done"] = async (command, input, user) => {
    const answer = await command(await as(user), input);
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
    return answer.value;
  };
  return {
    portal,
    calls: slow.calls,
    hold: slow.hold,
    as,
    done,
    refused: async (command, input, user) => {
      const answer = await command(await as(user), input);
      if (answer.ok) throw new Error("It was not refused.");
      return answer.problem;
    },
    begun: async (source) => (await done(beginDraft, { source })).id,
    probed: (id, holds = ({ state }) => state === "answered") =>
      until(async () => probeView((await as()).actor, id), holds),
    ended: (number) =>
      until(
        async () => requestView((await as()).actor, number),
        ({ state }) => ["completed", "failed", "aborted"].includes(state),
      ),
    received: () => methodsOf(sandbox.url),
    close: async () => {
      await engine.stop();
      await sandbox.close();
      slow.close();
      await portal.close();
    },
  };
}

async function slowServer() {
  const calls: string[] = [];
  let held = Promise.resolve();
  const server = createServer((call, answer) => {
    calls.push(`${call.method} ${call.url}`);
    void held.then(() => answer.writeHead(200, { "content-type": "application/json" }).end("{}"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("It listens on a port.");
  const hold = () => {
    let release = () => {};
    held = new Promise((resolve) => (release = resolve));
    return release;
  };
  return { calls, hold, url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

async function connect(sandboxUrl: string, slowUrl: string): Promise<void> {
  const slow = { name: "slow", kind: "http", baseUrl: slowUrl, settings: {}, credential: { token: "t" } } as const;
  await database().transaction(async (tx) => {
    await tx.execute(sql`update connection set base_url = regexp_replace(base_url, '^http://[^/]+', ${sandboxUrl})`);
    await saveConnection(tx, slow);
  });
}

async function methodsOf(sandboxUrl: string): Promise<string[]> {
  const targets = ["jira", "github", "platform"];
  const answers = await Promise.all(targets.map((one) => fetch(`${sandboxUrl}/control/received?target=${one}`)));
  const lists = await Promise.all(answers.map(async (one) => (await one.json()) as { received: { method: string }[] }));
  return lists.flatMap(({ received }) => received.map(({ method }) => method));
}

async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 25_000;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`Still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Where its author may order. */
export const lab = { project: "databases-lab", environment: "dev" } as const;

/** An offering that makes one thing at the address `slow`, and removes it. */
export const small = (name: string, title: string) => `apiVersion: pao/v1
kind: Offering
metadata: { name: ${name}, title: ${title}, summary: x, owner: data-platform, category: databases }
inputs: { type: object, required: [name], properties: { name: { type: string, title: Name } } }
fulfillment:
  steps:
    - { id: make, uses: http, connection: slow, with: { method: PUT, path: "/v1/\${{ inputs.name }}" } }
operations:
  retire:
    title: Drain
    fulfillment:
      steps:
        - { id: gone, uses: http, connection: slow, with: { method: DELETE, path: "/v1/\${{ resource.name }}" } }
`;

/** A module that makes one thing, which is called after its kind. */
export const moduleText = (kind: string) => `
variable "name" {
  type = string
  validation {
    condition     = !endswith(var.name, "-")
    error_message = "A name ends with a letter or digit."
  }
}
variable "password" {
  type      = string
  sensitive = true
}
resource "terraform_data" "${kind}" { input = var.name }
output "host" { value = terraform_data.${kind}.output }
`;
