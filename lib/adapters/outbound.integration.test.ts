import { createServer, type Server } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { readAllowed } from "#lib/core/outbound/allowed.ts";
import { networkFailure } from "./network-failure.ts";
import { guardOutbound } from "./outbound.ts";

const before = getGlobalDispatcher();
afterEach(() => setGlobalDispatcher(before));

let server: Server;
let port = 0;
let called: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    called.push(request.url ?? "");
    const [, target] = /^\/to\/(.*)$/.exec(request.url ?? "") ?? [];
    if (target) response.writeHead(302, { location: decodeURIComponent(target) }).end();
    else response.end("here");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
beforeEach(() => (called = []));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function allow(text: string): void {
  const read = readAllowed(text);
  if ("wrong" in read) throw new Error(read.wrong);
  guardOutbound(read);
}

const failureOf = async (address: string) => {
  const error: unknown = await fetch(address).catch((thrown: unknown) => thrown);
  if (error instanceof Response) throw new Error(`It was answered: ${error.status}.`);
  return networkFailure(error, { title: "“api”", code: "http", baseUrl: address });
};

test.each(["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0177.0.0.1", "0.0.0.0"])(
  "this machine is not called as %s, and it is said which setting would allow it",
  async (host) => {
    allow("");
    const { problem, reached, passing } = await failureOf(`http://${host}:${port}/x`);
    expect(problem).toMatchObject({
      code: "http_not_allowed",
      sentence: expect.stringMatching(/^PAO does not call “api” at .+: its address is not public\.$/),
      remedy: expect.stringContaining("PAO_OUTBOUND_ALLOW"),
    });
    expect(problem.detail).toMatch(/is (this machine itself|a reserved address)$/);
    expect({ reached, passing }).toEqual({ reached: false, passing: false });
    expect(called).toEqual([]);
  },
);

test.each(["169.254.169.254", "10.255.255.1", "[fd00:ec2::254]"])(
  "%s is refused before anything is sent",
  async (host) => {
    allow("");
    expect((await failureOf(`http://${host}/latest/meta-data`)).problem.code).toBe("http_not_allowed");
  },
);

test("what is listed is called, by name or by address, and on the listed port only", async () => {
  allow(`localhost:${port}`);
  expect(await (await fetch(`http://localhost:${port}/one`)).text()).toBe("here");
  expect((await failureOf(`http://127.0.0.1:${port}/two`)).problem.code).toBe("http_not_allowed");
  allow(`127.0.0.1:${port}`);
  expect(await (await fetch(`http://127.0.0.1:${port}/three`)).text()).toBe("here");
  expect((await failureOf(`http://127.0.0.1:${port + 1}/four`)).problem.code).toBe("http_not_allowed");
  expect(called).toEqual(["/one", "/three"]);
});

test("a redirect is asked the same question", async () => {
  allow(`localhost:${port}`);
  const elsewhere = encodeURIComponent(`http://127.0.0.1:${port}/secret`);
  expect((await failureOf(`http://localhost:${port}/to/${elsewhere}`)).problem.code).toBe("http_not_allowed");
  expect(called).toEqual([`/to/${elsewhere}`]);
});
