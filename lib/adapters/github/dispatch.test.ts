import { text as readText } from "node:stream/consumers";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { dispatch } from "./dispatch.ts";
import { bareClient } from "./octokit.ts";

let server: Server | undefined;
afterEach(() => void server?.close());

const payload = { repository: "acme/old", workflow: "a.yml", ref: "main", inputs: {} };
const body = { ref: "main", inputs: {}, return_run_details: true };

/** A server that answers each request with the next of these, and keeps what it was sent. */
async function answering(...answers: [status: number, body: string][]) {
  const sent: string[] = [];
  server = createServer((request, response) => {
    void readText(request).then((text) => {
      sent.push(text);
      const [status, answer] = answers.shift() ?? [500, "{}"];
      response.writeHead(status, { "content-type": "application/json" }).end(answer);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { sent, client: bareClient(`http://127.0.0.1:${port}`) };
}

test("a server that does not know run details is asked without, and names no run", async () => {
  const refusal = '{"message":"Invalid request.\\n\\n\\"return_run_details\\" is not a permitted key."}';
  const { sent, client } = await answering([422, refusal], [204, ""]);
  expect(await dispatch(client, payload, body)).toBeUndefined();
  expect(sent.map((text) => JSON.parse(text) as unknown)).toEqual([body, { ref: "main", inputs: {} }]);
});

test.each([500, 502, 429])("a dispatch that is answered %i is never sent again by itself", async (status) => {
  const { sent, client } = await answering([status, '{"message":"No."}'], [204, ""]);
  await expect(dispatch(client, payload, body)).rejects.toMatchObject({ status });
  expect(sent).toHaveLength(1);
});
