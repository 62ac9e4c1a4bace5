import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import next from "next";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { isOwnHost, misdirected } from "#lib/sandbox/server/host.ts";
import { endWithParent } from "#lib/process.ts";
import { flushSpans } from "#lib/trace.ts";
import { clientAddress, trusted } from "./start/client-address.ts";
import { pagePolicy } from "./start/content-policy.ts";
import { logPrinted } from "./start/printed.ts";
import { refusalOf, refuse } from "./start/unreadable.ts";

/** The web process: Next.js behind a server of ours, so that ending closes its streams instead of waiting for them. */
const { PORT, PAO_TRUSTED_PROXIES, baseUrl, sandbox } = env();
const dev = process.argv.includes("--dev");
const proxies = trusted(PAO_TRUSTED_PROXIES ?? "");
// Anybody may sign in to the sandbox, so it is not shown to the network.
const hostname = sandbox ? "127.0.0.1" : undefined;
// Nobody holds a place by sending slowly.
const server = createServer({ headersTimeout: 20_000, requestTimeout: 60_000 }, (request, response) => {
  if (sandbox && !isOwnHost(request.headers.host, baseUrl)) return refuse(misdirected, response);
  const refusal = refusalOf(request.url ?? "/");
  if (refusal) return refuse(refusal, response);
  // The Request that pages and routes are given can not be made with these.
  if (request.method === "TRACE" || request.method === "TRACK") return void response.writeHead(405).end();
  // From here on the header is what PAO knows, and nothing that a client wrote.
  const address = clientAddress(proxies, request.socket.remoteAddress, request.headers["x-forwarded-for"]);
  if (address === null) return void request.destroy();
  request.headers["x-forwarded-for"] = address;
  const policy = pagePolicy({ baseUrl, dev });
  Object.assign(request.headers, policy);
  for (const [name, value] of Object.entries(policy)) response.setHeader(name, value);
  app
    .getRequestHandler()(request, response)
    .catch((error: unknown) => {
      log.error("a page failed", { error });
      response.statusCode = 500;
      response.end();
    });
});

// Whoever develops reads the framework's own words.
if (!dev) logPrinted(console);
const app = next({ dev, port: PORT, httpServer: server, ...(hostname ? { hostname } : {}) });

endWithParent(() => {
  server.close();
  server.closeAllConnections();
  // A collector that is away keeps nobody.
  return Promise.race([flushSpans(), pause(1000)]);
});
await app.prepare();
server.listen(PORT, hostname, () => log.info("web listens", { port: PORT }));
