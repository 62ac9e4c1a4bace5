import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type StateServer, serveState } from "#lib/adapters/terraform/state-server.ts";
import type { StateStore } from "#lib/adapters/terraform/store.ts";
import { patience, tries } from "./amount.ts";
import { headerText, hostileJson } from "./hostile.ts";

const kept: { state: string | null } = { state: '{"version":4}' };
const told: string[] = [];
let server: StateServer;

beforeAll(async () => {
  const nothing = () => Promise.resolve();
  const store: Pick<StateStore, "read" | "write"> = {
    read: () => Promise.resolve(kept.state),
    write: async (state) => {
      kept.state = state;
      await nothing();
    },
  };
  server = await serveState(store as StateStore, (text) => told.push(text));
});

afterAll(() => server.close());

const methods = fc.constantFrom("GET", "POST", "DELETE", "LOCK", "UNLOCK", "PUT", "PATCH", "PURGE");
const bodies = fc.oneof(
  hostileJson.map((value) => JSON.stringify(value)),
  fc.string({ unit: "binary" }),
  fc.constantFrom('{"ID":"a"}', '{"ID":1}', "", "{"),
);

function ask(method: string, body: string, authorization?: string): Promise<Response> {
  return fetch(String(server.backend["address"]), {
    method,
    ...(method === "GET" ? {} : { body }),
    ...(authorization === undefined ? {} : { headers: { authorization } }),
  });
}

const own = () =>
  `Basic ${Buffer.from(`${server.backend["username"]}:${server.backend["password"]}`).toString("base64")}`;

test(
  "without the password of its run a state is neither read nor changed",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        methods,
        bodies,
        fc.option(headerText, { nil: undefined }),
        async (method, body, authorization) => {
          const response = await ask(method, body, authorization);
          expect(response.status).toBe(401);
          expect(await response.text()).toBe("");
          expect(kept.state).toBe('{"version":4}');
        },
      ),
      tries(100),
    );
  },
  patience,
);

test(
  "whatever its run sends is answered, and never as a mistake of ours",
  async () => {
    await fc.assert(
      fc.asyncProperty(methods, bodies, async (method, body) => {
        const response = await ask(method, body, own());
        await response.arrayBuffer();
        expect(response.status).toBeLessThan(500);
      }),
      tries(100),
    );
    expect(told).toEqual([]);
  },
  patience,
);
