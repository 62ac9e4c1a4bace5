import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** An outside system that says again what it was told, in all the ways that real ones do; and a collector of traces. */
export interface Outside {
  url: string;
  traces: string[];
  /** What it was sent, so that a test can say that the secret did arrive. */
  received: string[];
  close: () => void;
}

export async function openOutside(password: () => string): Promise<Outside> {
  const traces: string[] = [];
  const received: string[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const said = `${request.rawHeaders.join("\n")}\n${body}`;
      if (request.url === "/v1/traces") traces.push(said);
      else received.push(said);
      const refuses = request.url?.startsWith("/echo") === true;
      response.writeHead(refuses ? 422 : 200, { "content-type": "application/json" });
      response.end(refuses ? echo(said) : JSON.stringify(answer(request.url ?? "", body, password)));
    });
  });
  await listening(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traces,
    received,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What was made; one path tells the secret in an address, another names the thing after it. */
function answer(path: string, body: string, password: () => string): object {
  const [key = ""] = secretsIn(body);
  if (path === "/open") return { id: "v-2", address: `postgres://app:${encodeURIComponent(key)}@db/orders` };
  return path === "/named" ? { id: `v-${key}` } : { id: "v-1", password: password() };
}

const listening = (server: Server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

/** A complaint about every secret in it. */
function echo(said: string): string {
  const values = said.split(/[\n\r]/).flatMap((line) => [line, ...secretsIn(line)]);
  const written = values.flatMap((value) => [
    value,
    encodeURIComponent(value),
    new URLSearchParams({ value }).toString(),
    Buffer.from(value).toString("base64"),
    Buffer.from(value).toString("base64url"),
    Buffer.from(value).toString("hex"),
    value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
  ]);
  return JSON.stringify({ message: `This can't be taken: ${values.join(" ")}`, given: JSON.stringify(said), written });
}

/** The values of a JSON body, each by itself. */
function secretsIn(line: string): string[] {
  try {
    const body: unknown = JSON.parse(line);
    return typeof body === "object" && body !== null ? Object.values(body).map(String) : [];
  } catch {
    return [];
  }
}
