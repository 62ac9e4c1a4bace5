import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { StateStore } from "./store.ts";

const largest = 256 * 1024 * 1024;
const user = "pao";

export interface StateServer {
  /** What goes into the configuration of Terraform's `http` backend. */
  backend: Record<string, string | number>;
  close(): Promise<void>;
}

/**
 * Terraform's `http` backend for one run: on loopback, with a password that is good for this run and its workspace only.
 * Source: https://developer.hashicorp.com/terraform/language/backend/http
 */
export async function serveState(store: StateStore, log: (text: string) => void): Promise<StateServer> {
  const password = randomBytes(32).toString("hex");
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const lock: Lock = { held: null };
  const server = createServer((request, response) => {
    if (!equal(request.headers.authorization ?? "", expected)) return void response.writeHead(401).end();
    answer(request, response, store, lock).catch((error: unknown) => {
      // Terraform asks again after a 500: a database that is away for a while costs no state.
      log(`The state can't be reached: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/state`;
  return {
    backend: {
      address,
      lock_address: address,
      unlock_address: address,
      username: user,
      password,
      retry_max: 20,
      retry_wait_min: 1,
      retry_wait_max: 15,
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function equal(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The run holds the workspace; this is for the commands of the run among each other. */
interface Lock {
  held: { id: string; info: string } | null;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  store: StateStore,
  lock: Lock,
): Promise<void> {
  switch (request.method) {
    case "GET": {
      const state = await store.read();
      return void (state === null ? response.writeHead(204).end() : response.writeHead(200).end(state));
    }
    case "POST":
      await store.write(await bodyOf(request));
      return void response.writeHead(200).end();
    case "DELETE":
      await store.write(null);
      return void response.writeHead(200).end();
    case "LOCK": {
      const info = await bodyOf(request);
      if (lock.held) return void response.writeHead(423).end(lock.held.info);
      lock.held = { id: idOf(info), info };
      return void response.writeHead(200).end();
    }
    case "UNLOCK": {
      const id = idOf(await bodyOf(request));
      if (lock.held && id !== "" && id !== lock.held.id) return void response.writeHead(409).end(lock.held.info);
      lock.held = null;
      return void response.writeHead(200).end();
    }
    default:
      response.writeHead(405).end();
  }
}

function idOf(info: string): string {
  try {
    const read: unknown = JSON.parse(info);
    return typeof read === "object" && read !== null && "ID" in read && typeof read.ID === "string" ? read.ID : "";
  } catch {
    return "";
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > largest) throw new RangeError("The state is larger than 256 MiB.");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}
