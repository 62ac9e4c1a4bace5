import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { log } from "#lib/log.ts";
import { json, type Answer, type Incoming } from "./exchange.ts";
import { isOwnHost, misdirected } from "./host.ts";

const largestBody = 1024 * 1024;

/** What is to happen on the wire: an answer, or the connection dropped without one. */
export type Outcome = { answer: Answer } | { drop: true };

export interface Listening {
  url: string;
  close(): Promise<void>;
}

/** Serves on 127.0.0.1 only, and to nobody who asks for another host: nothing here is meant for a network, or for pages out of it. */
export async function listen(port: number, mainUrl: string, serve: Serve): Promise<Listening> {
  const server = createServer((request, response) => {
    if (isOwnHost(request.headers.host, mainUrl)) return void exchange(request, response, serve);
    response.writeHead(misdirected.status, misdirected.headers).end(misdirected.body);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the sandbox has no TCP address");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

type Serve = (incoming: Incoming) => Promise<Outcome>;

async function exchange(request: IncomingMessage, response: ServerResponse, serve: Serve): Promise<void> {
  const text = await readText(request);
  if (text === undefined) {
    response.writeHead(413, { connection: "close" }).end();
    return;
  }
  const outcome = await outcomeOf(incomingFrom(request, text), serve);
  if ("drop" in outcome) request.socket.destroy();
  else response.writeHead(outcome.answer.status, outcome.answer.headers).end(outcome.answer.body);
}

/** A sandbox whose database is away for a moment says so and lives on. */
async function outcomeOf(incoming: Incoming, serve: Serve): Promise<Outcome> {
  try {
    return await serve(incoming);
  } catch (error) {
    log.error("the sandbox could not answer", { method: incoming.method, path: incoming.path, error });
    return { answer: json(500, { code: "internal", message: "The sandbox failed; its log says why." }) };
  }
}

/** The body as text, undefined when it is too large or the caller went away. */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  let text = "";
  request.setEncoding("utf8");
  try {
    for await (const chunk of request) {
      text += String(chunk);
      if (text.length > largestBody) return undefined;
    }
  } catch {
    return undefined;
  }
  return text;
}

function incomingFrom(request: IncomingMessage, text: string): Incoming {
  const origin = `http://${request.headers.host ?? "127.0.0.1"}`;
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  return {
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(query),
    headers: request.headers,
    text,
    origin,
    params: {},
  };
}
