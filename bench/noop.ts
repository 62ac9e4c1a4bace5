import { createServer } from "node:http";
import { endWithParent } from "#lib/process.ts";

/**
 * An outside that takes no time, in a process of its own: whoever calls it is all that is measured. `/hang/…` is
 * answered from the second time on.
 */
const seen = new Set<string>();
const body = JSON.stringify({ id: "1" });
const head = { "content-type": "application/json", "content-length": String(body.length) };

const server = createServer((request, response) => {
  const { url = "" } = request;
  request.resume();
  if (url.startsWith("/hang/") && !seen.has(url)) seen.add(url);
  else response.writeHead(201, head).end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" && address ? address.port : 0}\n`);
});
endWithParent();
